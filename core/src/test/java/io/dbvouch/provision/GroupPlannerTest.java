package io.dbvouch.provision;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbvouch.provision.Schema.Relation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GroupPlannerTest {
    private static Role role(long oid, String name) {
        return new Role(oid, name, true, List.of(Role.Power.CREATEROLE), -1, null, null, true, true);
    }

    /** The ledger keeps the text of statements of up to 8,192 bytes. */
    @Test
    void manyTablesBesideAnExtensions_areSeveralStatements_thatTheLedgerKeepsWhole() {
        List<Relation> relations = new ArrayList<>();
        relations.add(new Relation("extension's", false, "rdsadmin", true, Map.of(), Set.of()));
        for (int i = 0; i < 400; i++) {
            relations.add(new Relation("😀😀😀😀😀😀😀😀😀😀 table " + i, false, "admin", false, Map.of(), Set.of()));
        }
        Schema schema = new Schema("big", "admin", new HashMap<>(), relations, Set.of());
        Catalogue catalogue = new Catalogue(
                new Catalogue.Server(18_00_00, "admin", "db", "admin", Set.of(0L), "", "1"),
                Map.of("admin", role(10, "admin")),
                Map.of(),
                Map.of("big", schema));
        GroupPlanner planner = new GroupPlanner(catalogue, new Administrator(catalogue, false));

        planner.plan(List.of(new GroupRole(Reach.READ_ONLY, "db", "big")));

        List<String> grants = planner.steps().stream()
                .map(Step::sql)
                .filter(sql -> sql.startsWith("grant select on table"))
                .toList();
        assertThat(grants).hasSizeGreaterThan(2).allMatch(sql -> sql.getBytes(StandardCharsets.UTF_8).length < 8000);
        String all = String.join("\n", grants);
        assertThat(relations.subList(1, relations.size()))
                .allMatch(each -> all.contains(
                        " table " + each.name().substring(each.name().lastIndexOf(" ") + 1) + "\""));
    }
}
