package io.dbvouch.identity;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.dbvouch.AccessException;
import io.dbvouch.aws.JsonService;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Identity Center's directory, which is asked for the people of a group: {@code identitystore:GetGroupId}, {@code
 * ListGroupMemberships} page by page, and {@code DescribeUser} for each.
 *
 * @see <a href="https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/welcome.html">Identity Store API</a>
 */
public final class IdentityStore {
    private static final int PAGE = 100;

    private final JsonService service;
    private final String id;

    /**
     * A directory.
     *
     * @param id {@code d-…}
     */
    public IdentityStore(JsonService service, String id) {
        this.service = service;
        this.id = id;
    }

    /**
     * The user names of a group's members, to the letter.
     *
     * @param group its display name, to the letter
     * @throws AccessException.BadConfiguration where there is no such group, or it has no members
     * @throws AccessException in another of its kinds where AWS does not tell
     */
    public SortedSet<String> members(String group) {
        String groupId = groupId(group);
        SortedSet<String> names = new TreeSet<>();
        for (String user : userIds(groupId)) {
            JsonObject asked = asked();
            asked.addProperty("UserId", user);
            names.add(Answer.text(service.call("DescribeUser", asked), "UserName"));
        }
        if (names.isEmpty()) {
            // Who means everybody to go names them one by one.
            throw new AccessException.BadConfiguration("group \"" + group + "\" has no members")
                    .evidence("group", group)
                    .evidence("identity_store", id);
        }
        return names;
    }

    private String groupId(String group) {
        JsonObject attribute = new JsonObject();
        attribute.addProperty("AttributePath", "displayName");
        attribute.addProperty("AttributeValue", group);
        JsonObject unique = new JsonObject();
        unique.add("UniqueAttribute", attribute);
        JsonObject asked = asked();
        asked.add("AlternateIdentifier", unique);
        try {
            return Answer.text(service.call("GetGroupId", asked), "GroupId");
        } catch (AccessException e) {
            if ("ResourceNotFoundException".equals(e.evidence().get("code"))) {
                throw new AccessException.BadConfiguration(
                                "there is no group \"" + group + "\" in identity store " + id, e)
                        .evidence("group", group)
                        .evidence("identity_store", id);
            }
            throw e;
        }
    }

    private List<String> userIds(String groupId) {
        JsonObject asked = asked();
        asked.addProperty("GroupId", groupId);
        asked.addProperty("MaxResults", PAGE);
        List<String> users = new ArrayList<>();
        Pages.elements(service, "ListGroupMemberships", asked, "GroupMemberships")
                .forEach(membership -> {
                    if (membership instanceof JsonObject object
                            && object.get("MemberId") instanceof JsonObject member) {
                        users.add(Answer.text(member, "UserId"));
                    }
                });
        return users;
    }

    private JsonObject asked() {
        JsonObject asked = new JsonObject();
        asked.addProperty("IdentityStoreId", id);
        return asked;
    }

    /** Members of an answer that have to be there. */
    static final class Answer {
        private Answer() {}

        static String text(JsonObject answer, String name) {
            if (answer.get(name) != null && answer.get(name).isJsonPrimitive()) {
                return answer.get(name).getAsString();
            }
            throw new AccessException.Failed("AWS's answer lacks " + name);
        }

        static JsonArray list(JsonObject answer, String name) {
            return answer.get(name) instanceof JsonArray list ? list : new JsonArray();
        }
    }
}
