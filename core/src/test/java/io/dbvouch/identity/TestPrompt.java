package io.dbvouch.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** A person with a browser. What the browser shows in the end is in {@link #page}. */
class TestPrompt implements SignInPrompt {
    final List<String> seen = new CopyOnWriteArrayList<>();
    final List<URI> addresses = new CopyOnWriteArrayList<>();
    final List<Duration> left = new CopyOnWriteArrayList<>();
    final CompletableFuture<HttpResponse<String>> page = new CompletableFuture<>();
    private final BiConsumer<TestPrompt, URI> browser;

    /** A person who signs in. */
    TestPrompt() {
        this.browser = TestPrompt::follow;
    }

    /** A person who does something else with the page's address; on a thread of their own. */
    TestPrompt(BiConsumer<TestPrompt, URI> browser) {
        this.browser = browser;
    }

    @Override
    public void openBrowser(URI address) {
        seen.add("browser " + address.getPath());
        addresses.add(address);
        Thread.ofVirtual().start(() -> {
            try {
                browser.accept(this, address);
            } catch (RuntimeException e) {
                page.completeExceptionally(e);
            }
        });
    }

    @Override
    public void showDeviceCode(DeviceCode code) {
        seen.add("code " + code.userCode() + " " + code.verificationUriComplete());
    }

    @Override
    public void waiting(Duration howLong) {
        left.add(howLong);
    }

    @Override
    public void waitingForOther() {
        seen.add("other");
    }

    @Override
    public void refusedCallback(int times) {
        seen.add("refused " + times);
    }

    /** Signs in as a browser does. */
    void follow(URI address) {
        page.complete(get(address));
    }

    static HttpResponse<String> get(URI address) {
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build()) {
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where the browser is to come back to, with this query. */
    static URI callback(URI address, String query) {
        Map<String, String> parameters = FakeIdentityCenter.query(address.getRawQuery());
        return URI.create(parameters.get("redirect_uri") + "?" + query.replace("STATE", parameters.get("state")));
    }
}
