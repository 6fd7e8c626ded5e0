package io.dbvouch.identity;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.dbvouch.aws.JsonService;
import io.dbvouch.identity.IdentityStore.Answer;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Lists that AWS answers page by page, with a {@code NextToken} where there is more. */
final class Pages {
    private static final String NEXT = "NextToken";

    private Pages() {}

    /** The elements of a list; each page is asked for when it is wanted. */
    static Stream<JsonElement> elements(JsonService service, String operation, JsonObject asked, String list) {
        return Stream.iterate(
                        Optional.of(service.call(operation, asked)),
                        Optional::isPresent,
                        page -> page.flatMap(Pages::next)
                                .map(token -> service.call(operation, following(asked, token))))
                .flatMap(Optional::stream)
                .flatMap(page -> StreamSupport.stream(Answer.list(page, list).spliterator(), false));
    }

    private static Optional<String> next(JsonObject page) {
        return page.has(NEXT) && !page.get(NEXT).isJsonNull()
                ? Optional.of(page.get(NEXT).getAsString())
                : Optional.empty();
    }

    private static JsonObject following(JsonObject asked, String token) {
        JsonObject following = asked.deepCopy();
        following.addProperty(NEXT, token);
        return following;
    }
}
