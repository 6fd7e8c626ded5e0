package io.dbvouch.provision;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A schema of the session's database.
 *
 * @param name its name
 * @param owner the role that owns it
 * @param privileges what groups may do with the schema itself, and who may make things in it, by the role's OID
 * @param relations its tables, views and sequences
 * @param defaults what groups will be able to do with what is made later
 */
record Schema(
        String name,
        String owner,
        Map<Long, Set<String>> privileges,
        List<Relation> relations,
        Set<DefaultPrivilege> defaults) {

    /**
     * A table, view or sequence.
     *
     * @param ofExtension whether it came with an extension, and is not the company's
     * @param privileges what groups may do, by the role's OID
     * @param writers OIDs of all roles that may change its rows by a grant
     */
    record Relation(
            String name,
            boolean sequence,
            String owner,
            boolean ofExtension,
            Map<Long, Set<String>> privileges,
            Set<Long> writers) {
        boolean allows(long grantee, List<String> wanted) {
            return privileges.getOrDefault(grantee, Set.of()).containsAll(wanted);
        }
    }

    /** What {@code ALTER DEFAULT PRIVILEGES} has set: of what {@code owner} makes, {@code grantee} may do this. */
    record DefaultPrivilege(String owner, boolean sequences, long grantee, String privilege) {}

    boolean allows(long grantee, String privilege) {
        return privileges.getOrDefault(grantee, Set.of()).contains(privilege);
    }

    /** Who owns tables, views or sequences here. */
    Set<String> owners() {
        Set<String> owners = new TreeSet<>();
        relations.stream().filter(each -> !each.ofExtension()).forEach(each -> owners.add(each.owner()));
        return owners;
    }

    boolean defaultsAllow(String madeBy, boolean sequences, long grantee, List<String> wanted) {
        Set<String> missing = new HashSet<>(wanted);
        defaults.stream()
                .filter(each ->
                        each.owner().equals(madeBy) && each.sequences() == sequences && each.grantee() == grantee)
                .forEach(each -> missing.remove(each.privilege()));
        return missing.isEmpty();
    }
}
