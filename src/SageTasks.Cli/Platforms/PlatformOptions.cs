using SageTasks.Cavatica;
using SageTasks.Drs;
using SageTasks.Synapse;
using SageTasks.Tes;
using SageTasks.Tower;
using SageTasks.Wes;

namespace SageTasks.Cli;

/// <summary>How the platforms are reached: by the variables and files of their own tools, and a few for what these lack.</summary>
internal static class PlatformOptions
{
    /// <summary><c>SYNAPSE_AUTH_TOKEN</c> or <c>~/.synapseConfig</c>; <c>SYNAPSE_ENDPOINT</c> names another server.</summary>
    /// <exception cref="TokenException">The token can be none.</exception>
    public static SynapseClientOptions Synapse()
    {
        Tokens.Check("SYNAPSE_AUTH_TOKEN");
        return new() { AllowAnonymous = true };
    }

    /// <summary><c>TOWER_ACCESS_TOKEN</c>, <c>TOWER_API_ENDPOINT</c>, <c>TOWER_WORKSPACE_ID</c>.</summary>
    /// <exception cref="TokenException">There is no token, or none that can be one.</exception>
    public static TowerClientOptions Tower()
    {
        Tokens.NeedTower();
        return new();
    }

    /// <summary><c>SB_AUTH_TOKEN</c>, <c>SB_API_ENDPOINT</c>, or a profile of <c>~/.sevenbridges/credentials</c> (<c>SB_PROFILE</c>).</summary>
    /// <exception cref="TokenException">There is no token, or none that can be one.</exception>
    public static CavaticaClientOptions Cavatica()
    {
        var profile = Variables.Read("SB_PROFILE");
        Tokens.NeedCavatica(profile);
        return new() { Profile = profile };
    }

    /// <summary><c>TES_ENDPOINT</c> and <c>TES_TOKEN</c>, else <c>FUNNEL_SERVER</c> and its companions.</summary>
    /// <exception cref="TokenException">The token can be none, or a user has no password.</exception>
    public static TesClientOptions Tes(Uri? endpoint)
    {
        Tokens.CheckTes();
        return new() { Endpoint = endpoint };
    }

    /// <summary><c>WES_ENDPOINT</c>, <c>WES_TOKEN</c>.</summary>
    /// <exception cref="TokenException">The token can be none.</exception>
    public static WesClientOptions Wes(Uri? endpoint)
    {
        Tokens.Check("WES_TOKEN");
        return new() { Endpoint = endpoint };
    }

    /// <summary>The server that gives ids, with <c>DRS_TOKEN</c>.</summary>
    public static DrsClientOptions DrsRegistry(Uri endpoint) => new() { Endpoint = endpoint, Token = Variables.Read("DRS_TOKEN") };

    /// <summary>The servers of the profile, by the hosts in their URIs; tokens from files.</summary>
    public static DrsOptions Drs(Profile profile)
    {
        var options = new DrsOptions();
        foreach (var (host, settings) in profile.DrsHosts)
        {
            options.Hosts[host] = new DrsClientOptions
            {
                Endpoint = settings.Endpoint,
                Token = settings.TokenFile is { } file ? Secrets.Read($"drsHosts.{host}.tokenFile", file, TextReader.Null) : null,
            };
        }

        return options;
    }
}
