package io.dbvouch.sandbox.aws;

import io.dbvouch.sandbox.http.Form;
import io.dbvouch.sandbox.http.Handler;
import io.dbvouch.sandbox.http.Reply;
import io.dbvouch.sandbox.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * RDS, {@code rds.<region>.amazonaws.com}: the one cluster that is there, and others that are only listed.
 *
 * <p>Source: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DescribeDBClusters.html
 */
final class RdsService implements Handler {
    /** The identifier of the cluster that is there. */
    static final String CLUSTER = "sandbox-cluster";

    private final ApiFront front;
    private final RequestAuthenticator authenticator;
    private final Supplier<ClusterView> cluster;
    private final int otherClusters;

    RdsService(ApiFront front, RequestAuthenticator authenticator, Supplier<ClusterView> cluster, int otherClusters) {
        this.front = front;
        this.authenticator = authenticator;
        this.cluster = cluster;
        this.otherClusters = otherClusters;
    }

    @Override
    public Reply handle(Request request) throws InterruptedException {
        Form form = QueryApi.parameters(request);
        String action = QueryApi.action(form);
        return front.run(new Call(request, action), call -> {
            QueryApi.check(request, form, "2014-10-31");
            return switch (action) {
                case "DescribeDBClusters" -> describeClusters(call, form);
                case "DescribeDBInstances" -> describeInstances(call, form);
                default -> throw QueryApi.unknownAction(form);
            };
        });
    }

    private void authorize(Call call, String action) throws AwsException {
        Principal caller = authenticator.authenticate(call, "rds");
        String resource = "arn:aws:rds:" + Company.REGION + ":" + Company.ACCOUNT + ":*:*";
        if (!caller.may("rds:" + action, resource)) {
            throw new AwsException(
                    403,
                    "AccessDenied",
                    "User: " + caller.arn() + " is not authorized to perform: rds:" + action + " on resource: "
                            + resource);
        }
    }

    private List<RdsCluster> clusters() {
        List<RdsCluster> all = new ArrayList<>();
        all.add(RdsCluster.real(CLUSTER, cluster.get()));
        for (int i = 1; i <= otherClusters; i++) {
            all.add(RdsCluster.other(i));
        }
        all.sort(Comparator.comparing(RdsCluster::identifier));
        return all;
    }

    private Reply describeClusters(Call call, Form form) throws AwsException {
        authorize(call, "DescribeDBClusters");
        String identifier = form.get("DBClusterIdentifier").orElse(null);
        List<RdsCluster> found = filtered(form, clusters());
        if (identifier != null) {
            call.note("cluster", identifier);
            found = found.stream()
                    .filter(cluster -> cluster.isNamed(identifier))
                    .toList();
            if (found.isEmpty()) {
                throw new AwsException(404, "DBClusterNotFoundFault", "DBCluster " + identifier + " not found.");
            }
        }
        Page page = Page.of(form, found.size());
        Xml xml = new Xml().open("DBClusters");
        found.subList(page.from(), page.to()).forEach(cluster -> cluster.writeCluster(xml));
        xml.close("DBClusters");
        if (page.to() < found.size()) {
            xml.element("Marker", Page.marker(page.to()));
        }
        return QueryDialect.RDS.result("DescribeDBClusters", xml);
    }

    private Reply describeInstances(Call call, Form form) throws AwsException {
        authorize(call, "DescribeDBInstances");
        String identifier = form.get("DBInstanceIdentifier").orElse(null);
        RdsCluster real = RdsCluster.real(CLUSTER, cluster.get());
        Xml xml = new Xml().open("DBInstances");
        boolean any = false;
        for (RdsCluster.Member member : real.members()) {
            if (identifier == null || identifier.equalsIgnoreCase(member.identifier())) {
                real.writeInstance(member, xml);
                any = true;
            }
        }
        if (identifier != null && !any) {
            throw new AwsException(404, "DBInstanceNotFound", "DBInstance " + identifier + " not found.");
        }
        return QueryDialect.RDS.result("DescribeDBInstances", xml.close("DBInstances"));
    }

    private static List<RdsCluster> filtered(Form form, List<RdsCluster> all) throws AwsException {
        List<RdsCluster> left = all;
        for (int i = 1; form.get("Filters.Filter." + i + ".Name").isPresent(); i++) {
            String name = QueryApi.need(form, "Filters.Filter." + i + ".Name");
            List<String> values = new ArrayList<>();
            for (int j = 1;
                    form.get("Filters.Filter." + i + ".Values.Value." + j).isPresent();
                    j++) {
                values.addAll(form.all("Filters.Filter." + i + ".Values.Value." + j));
            }
            left = switch (name) {
                case "db-cluster-id" ->
                    left.stream()
                            .filter(cluster -> values.stream().anyMatch(cluster::isNamed))
                            .toList();
                case "engine" ->
                    left.stream()
                            .filter(cluster -> values.contains(cluster.engine()))
                            .toList();
                default -> throw new AwsException(400, "InvalidParameterValue", "Unrecognized filter name: " + name);
            };
        }
        return left;
    }

    /** A page of a list: 20 to 100 records, and a marker for the next. */
    private record Page(int from, int to) {
        static Page of(Form form, int size) throws AwsException {
            String max = form.get("MaxRecords").orElse("100");
            if (!max.matches("\\d{1,3}") || Integer.parseInt(max) < 20 || Integer.parseInt(max) > 100) {
                throw new AwsException(
                        400,
                        "InvalidParameterValue",
                        "Invalid value " + max + " for MaxRecords. Must be between 20 and 100");
            }
            int from = 0;
            String marker = form.get("Marker").orElse(null);
            if (marker != null) {
                from = -1;
                for (int i = 0; i <= size; i++) {
                    if (marker(i).equals(marker)) {
                        from = i;
                    }
                }
                if (from < 0) {
                    throw new AwsException(400, "InvalidParameterValue", "The marker is not valid");
                }
            }
            return new Page(from, Math.min(size, from + Integer.parseInt(max)));
        }

        static String marker(int from) {
            return Base64.getEncoder()
                    .encodeToString(
                            String.format(Locale.ROOT, "record-%d", from).getBytes(StandardCharsets.UTF_8));
        }
    }
}
