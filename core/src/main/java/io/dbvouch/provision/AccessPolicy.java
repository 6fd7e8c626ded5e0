package io.dbvouch.provision;

import io.dbvouch.AccessException;
import io.dbvouch.access.Chain;

/**
 * What has to be set up at AWS so that people get into one cluster, each as their own database user and nobody else: the
 * permission set's inline policy, and the attribute that it goes by.
 *
 * @param connect the ARN that {@code rds-db:connect} is allowed on
 * @param region the cluster's region
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html">Policies for
 *     IAM database access</a>
 * @see <a href="https://docs.aws.amazon.com/singlesignon/latest/userguide/abac.html">Attributes for access control</a>
 */
public record AccessPolicy(String connect, String region) {
    /** Whose value Identity Center takes from the person. */
    private static final String TAG = "${aws:PrincipalTag/userName}";

    /** In which form it is written. */
    public enum Format {
        json,
        terraform,
        cloudformation
    }

    /**
     * The policy of a chain's cluster.
     *
     * @throws AccessException.BadConfiguration where the target names no cluster, whose id would not be known
     */
    public static AccessPolicy of(Chain chain) {
        String resource = chain.policyResource();
        if (resource == null) {
            throw new AccessException.BadConfiguration(
                            "target \"" + chain.target().name()
                                    + "\" names a host and no cluster: a policy names a cluster by its resource id")
                    .hint("give the target the cluster's name: cluster = \"…\"");
        }
        return new AccessPolicy(resource.substring(0, resource.lastIndexOf('/') + 1) + TAG, chain.region());
    }

    /** The permission set's inline policy. */
    public String permissionSet(Format format) {
        return switch (format) {
            case json -> policy();
            case terraform -> """
                # Of a permission set that is called "database" here.
                resource "aws_ssoadmin_permission_set_inline_policy" "database" {
                  instance_arn       = aws_ssoadmin_permission_set.database.instance_arn
                  permission_set_arn = aws_ssoadmin_permission_set.database.arn
                  inline_policy      = <<-JSON
                %s  JSON
                }
                """.formatted(policy().replace("${", "$${").indent(4));
            case cloudformation -> """
                Parameters:
                  IdentityCenterInstance:
                    Type: String
                Resources:
                  Database:
                    Type: AWS::SSO::PermissionSet
                    Properties:
                      InstanceArn: !Ref IdentityCenterInstance
                      Name: database
                      InlinePolicy:
                %s\
                """.formatted(policy().indent(8));
        };
    }

    private String policy() {
        return """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Sid": "ConnectAsOneself",
                  "Effect": "Allow",
                  "Action": "rds-db:connect",
                  "Resource": "%s"
                },
                {
                  "Sid": "FindTheCluster",
                  "Effect": "Allow",
                  "Action": "rds:DescribeDBClusters",
                  "Resource": "*",
                  "Condition": {"StringEquals": {"aws:RequestedRegion": "%s"}}
                }
              ]
            }
            """.formatted(connect, region);
    }

    /** The attribute that the policy goes by. */
    public static String attributes(Format format) {
        return switch (format) {
            case json -> """
                {
                  "AccessControlAttributes": [
                    {"Key": "userName", "Value": {"Source": ["${path:userName}"]}}
                  ]
                }
                """;
            case terraform -> """
                data "aws_ssoadmin_instances" "all" {}

                resource "aws_ssoadmin_instance_access_control_attributes" "database" {
                  instance_arn = one(data.aws_ssoadmin_instances.all.arns)
                  attribute {
                    key = "userName"
                    value {
                      source = ["$${path:userName}"]
                    }
                  }
                }
                """;
            case cloudformation -> """
                Parameters:
                  IdentityCenterInstance:
                    Type: String
                Resources:
                  DatabaseAttributes:
                    Type: AWS::SSO::InstanceAccessControlAttributeConfiguration
                    Properties:
                      InstanceArn: !Ref IdentityCenterInstance
                      AccessControlAttributes:
                        - Key: userName
                          Value:
                            Source: ["${path:userName}"]
                """;
        };
    }
}
