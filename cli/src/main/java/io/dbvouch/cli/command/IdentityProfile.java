package io.dbvouch.cli.command;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Whose credentials Identity Center is asked with. */
final class IdentityProfile implements Model.Shared {
    private @Nullable String name;

    @Override
    public void addTo(Model model) {
        model.text(
                "PROFILE",
                "AWS profile that may read Identity Center (default: the target's)",
                value -> name = value,
                "--identity-profile");
    }

    /** The AWS profile; null for the default one. */
    @Nullable
    String or(Supplier<@Nullable String> ofTarget) {
        return name != null ? name : ofTarget.get();
    }
}
