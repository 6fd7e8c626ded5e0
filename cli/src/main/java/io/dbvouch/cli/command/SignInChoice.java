package io.dbvouch.cli.command;

import io.dbvouch.AccessException;
import io.dbvouch.identity.SsoSession;
import io.dbvouch.role.AwsProfiles;
import io.dbvouch.role.Profile;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Which sign-in is meant: by profile, by sso-session, or the only one there is. */
final class SignInChoice implements Model.Shared {
    @Nullable
    String profile;

    @Nullable
    String ssoSession;

    /**
     * A sign-in.
     *
     * @param profile the profile it is for; null where only the sso-session is named
     */
    record Chosen(SsoSession session, Profile.@Nullable PermissionSet profile) {}

    /** To be called before anything is done: the two options may not mean the same. */
    void check(CommandSpec spec) {
        if (profile != null && ssoSession != null) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--profile or --sso-session says who signs in, not both");
        }
    }

    Chosen resolve(AwsProfiles profiles) {
        if (ssoSession != null) {
            return new Chosen(profiles.ssoSession(ssoSession), null);
        }
        if (profile == null) {
            Optional<SsoSession> only = profiles.signInSession();
            if (only.isPresent()) {
                return new Chosen(only.get(), null);
            }
        }
        Profile found = profile != null ? profiles.profile(profile) : profiles.signInDefault();
        if (found instanceof Profile.PermissionSet set) {
            return new Chosen(set.role().sso(), set);
        }
        List<String> others = profiles.signInProfiles();
        AccessException none =
                new AccessException.BadConfiguration("there is nobody to sign in for " + found.described());
        throw others.isEmpty()
                ? none.hint("aws configure sso")
                : none.hint("name a profile that has a sign-in: --profile " + String.join(" | ", others));
    }

    @Override
    public void addTo(Model model) {
        model.text("PROFILE", "AWS profile to sign in for", value -> profile = value, "--profile")
                .text("NAME", "sso-session of the AWS configuration", value -> ssoSession = value, "--sso-session");
    }
}
