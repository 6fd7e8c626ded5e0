package io.dbvouch.sandbox.aws;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/**
 * Identity Center's directory: a group for each permission set, whose members are those who have it.
 *
 * <p>Source: https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_Operations.html
 */
record IdentityStoreService(Company company) implements JsonService.Operations {
    private static final int MOST = 100;

    @Override
    public JsonObject run(JsonService.Asked asked) throws AwsException {
        asked.authorize(
                "identitystore:" + asked.operation(),
                "arn:aws:identitystore::" + Company.ACCOUNT + ":identitystore/" + Company.IDENTITY_STORE);
        if (!asked.body().need("IdentityStoreId").equals(Company.IDENTITY_STORE)) {
            throw missing("IDENTITY_STORE not found.");
        }
        return switch (asked.operation()) {
            case "GetGroupId" -> groupId(asked);
            case "ListGroupMemberships" -> memberships(asked);
            case "DescribeUser" -> user(asked);
            default -> throw JsonService.Asked.unknown();
        };
    }

    private static String id(String kind, String name) {
        return UUID.nameUUIDFromBytes((kind + "/" + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static AwsException missing(String message) {
        return new AwsException(404, "ResourceNotFoundException", message);
    }

    private static JsonObject answer() {
        JsonObject answer = new JsonObject();
        answer.addProperty("IdentityStoreId", Company.IDENTITY_STORE);
        return answer;
    }

    private JsonObject groupId(JsonService.Asked asked) throws AwsException {
        JsonBody unique = asked.body().need("AlternateIdentifier", "UniqueAttribute");
        String name = unique.need("AttributeValue");
        asked.call().note("group", name);
        if (!unique.need("AttributePath").equals("displayName")
                || !Company.permissionSets().contains(name)) {
            throw missing("GROUP not found.");
        }
        JsonObject answer = answer();
        answer.addProperty("GroupId", id("group", name));
        return answer;
    }

    private JsonObject memberships(JsonService.Asked asked) throws AwsException {
        String group = asked.body().need("GroupId");
        String set = Company.permissionSets().stream()
                .filter(name -> id("group", name).equals(group))
                .findFirst()
                .orElseThrow(() -> missing("GROUP not found."));
        List<Person> members = company.people().stream()
                .filter(person -> person.permissionSet().equals(set))
                .toList();
        int most = Math.min(asked.body().number("MaxResults").orElse(MOST), MOST);
        int from = asked.body().text("NextToken").map(Integer::parseInt).orElse(0);
        int to = Math.min(from + most, members.size());
        JsonArray list = new JsonArray();
        for (Person person : members.subList(from, to)) {
            JsonObject member = new JsonObject();
            member.addProperty("UserId", id("user", person.name()));
            JsonObject membership = answer();
            membership.addProperty("MembershipId", id(group, person.name()));
            membership.addProperty("GroupId", group);
            membership.add("MemberId", member);
            list.add(membership);
        }
        JsonObject answer = new JsonObject();
        answer.add("GroupMemberships", list);
        if (to < members.size()) {
            answer.addProperty("NextToken", Integer.toString(to));
        }
        return answer;
    }

    private JsonObject user(JsonService.Asked asked) throws AwsException {
        String wanted = asked.body().need("UserId");
        Person person = company.people().stream()
                .filter(each -> id("user", each.name()).equals(wanted))
                .findFirst()
                .orElseThrow(() -> missing("USER not found."));
        JsonObject answer = answer();
        answer.addProperty("UserId", wanted);
        answer.addProperty("UserName", person.name());
        return answer;
    }
}
