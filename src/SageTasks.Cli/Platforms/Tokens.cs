using SageTasks.Http;

namespace SageTasks.Cli;

/// <summary>Looks at tokens before a server does, so that a missing one and a wrong one end in the same way.</summary>
internal static class Tokens
{
    /// <summary>Refuses what can be no token; that there is none may be meant.</summary>
    /// <exception cref="TokenException">It holds white space or what does not belong into a header.</exception>
    public static void Check(params ReadOnlySpan<string> variables)
    {
        foreach (var variable in variables)
        {
            if (Variables.Read(variable) is { } token && token.AsSpan().ContainsAnyExceptInRange('!', '~'))
            {
                throw new TokenException($"{variable} is no token: it holds white space, or letters that no token has. Copy it again.");
            }
        }
    }

    /// <exception cref="TokenException">There is no token, or none that can be one.</exception>
    public static void NeedTower()
    {
        Check("TOWER_ACCESS_TOKEN");
        if (Variables.Read("TOWER_ACCESS_TOKEN") is null)
        {
            throw new TokenException("There is no access token. Set TOWER_ACCESS_TOKEN, or TOWER_ACCESS_TOKEN_FILE to a file that holds it; make one on Tower's website under 'Your tokens'.");
        }
    }

    /// <param name="profile">The section of the credentials file that is asked for; null for the default one.</param>
    /// <exception cref="TokenException">There is no token, or none that can be one.</exception>
    public static void NeedCavatica(string? profile)
    {
        Check("SB_AUTH_TOKEN");
        var path = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".sevenbridges", "credentials");
        if ((profile is not null || Variables.Read("SB_AUTH_TOKEN") is null) && ProfileFile.Read(path).Get(profile ?? "default", "auth_token") is null)
        {
            throw new TokenException(profile is null
                ? $"There is no token. Set SB_AUTH_TOKEN, SB_AUTH_TOKEN_FILE to a file that holds it, or write a profile into {path}; make one on the platform's website under Developer, Authentication token."
                : $"SB_PROFILE is '{profile}', and {path} has no auth_token in a section [{profile}].");
        }
    }

    /// <exception cref="TokenException">There is a user without a password, or a token that can be none.</exception>
    public static void CheckTes()
    {
        Check("TES_TOKEN");
        if (Variables.Read("TES_TOKEN") is null && Variables.Read("FUNNEL_SERVER_USER") is { } user && Variables.Read("FUNNEL_SERVER_PASSWORD") is null)
        {
            throw new TokenException($"There is no password for the user '{user}'. Set FUNNEL_SERVER_PASSWORD, or TES_TOKEN.");
        }
    }
}
