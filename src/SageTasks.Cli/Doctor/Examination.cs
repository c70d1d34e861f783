using System.Runtime.CompilerServices;
using SageTasks.Cavatica;
using SageTasks.Drs;
using SageTasks.Http;
using SageTasks.Storage;
using SageTasks.Synapse;
using SageTasks.Tes;
using SageTasks.Tower;
using SageTasks.Wes;

namespace SageTasks.Cli;

/// <summary>Looks at everything that is configured, all at once, so that a server that is silent keeps nobody waiting for the others.</summary>
internal sealed class Examination(CommandCall call, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PatienceToWrite = TimeSpan.FromSeconds(60);
    private static readonly Uri PublicSynapse = new("https://repo-prod.prod.sagebase.org/");

    public async IAsyncEnumerable<Finding> RunAsync(IReadOnlyList<Location> places, bool write, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var looks = Checks(cancellationToken).Concat(places.Select(place => LookAsync(place, write, cancellationToken))).ToList();
        yield return call.Profile.Name is { } name
            ? new Finding("configuration", Verdict.Ok, $"profile '{name}' of {ConfigurationFile.PathOf(call.Get(GlobalOptions.Config))}")
            : new Finding("configuration", Verdict.Skipped, $"no profile of {ConfigurationFile.PathOf(call.Get(GlobalOptions.Config))} applies; the environment does");
        foreach (var look in looks)
        {
            foreach (var finding in await look)
            {
                yield return finding;
            }
        }
    }

    private IEnumerable<Task<IReadOnlyList<Finding>>> Checks(CancellationToken stop)
    {
        yield return PlatformAsync("Synapse", IsAny("SYNAPSE_AUTH_TOKEN", "SYNAPSE_ENDPOINT") || File.Exists(HomePath.Of("~/.synapseConfig")), "SYNAPSE_AUTH_TOKEN", SynapseAsync, stop);
        yield return PlatformAsync("Tower", IsAny("TOWER_ACCESS_TOKEN"), "TOWER_ACCESS_TOKEN", TowerAsync, stop);
        yield return PlatformAsync("Cavatica", IsAny("SB_AUTH_TOKEN") || File.Exists(HomePath.Of("~/.sevenbridges/credentials")), "SB_AUTH_TOKEN", CavaticaAsync, stop);
        yield return PlatformAsync("TES", IsAny("TES_ENDPOINT", "FUNNEL_SERVER"), "TES_ENDPOINT", TesAsync, stop);
        yield return PlatformAsync("WES", IsAny("WES_ENDPOINT"), "WES_ENDPOINT", WesAsync, stop);
        yield return PlatformAsync("DRS", IsAny("DRS_ENDPOINT"), "DRS_ENDPOINT", RegistryAsync, stop);
        foreach (var (host, _) in call.Profile.DrsHosts)
        {
            yield return PlatformAsync($"DRS {host}", true, "", cancel => DrsAsync(host, cancel), stop);
        }
    }

    private async Task<IReadOnlyList<Finding>> LookAsync(Location place, bool write, CancellationToken cancellationToken) =>
        [await TryAsync(place.ToString(), write ? PatienceToWrite : Patience, stop => PlaceAsync(place, write, stop), cancellationToken)];

    /// <summary>Asks a platform, and compares clocks where it answers.</summary>
    private async Task<IReadOnlyList<Finding>> PlatformAsync(
        string subject, bool isConfigured, string variable, Func<CancellationToken, Task<(Finding Finding, Uri Server)>> ask, CancellationToken cancellationToken)
    {
        if (!isConfigured)
        {
            return [new Finding(subject, Verdict.Skipped, $"not configured ({variable} is not set)")];
        }

        Uri? server = null;
        var findings = new List<Finding>
        {
            await TryAsync(subject, Patience, async stop =>
            {
                (var finding, server) = await ask(stop);
                return finding;
            }, cancellationToken),
        };
        if (server is not null && await Clock.CheckAsync($"{subject}, clock", server, time, cancellationToken) is { } clock)
        {
            findings.Add(clock);
        }

        return findings;
    }

    private static async Task<(Finding Finding, Uri Server)> SynapseAsync(CancellationToken cancellationToken)
    {
        var options = PlatformOptions.Synapse();
        Hurry(options.Http);
        var client = new SynapseClient(options);
        var version = await client.GetVersionAsync(cancellationToken);
        var me = await client.GetMyProfileAsync(cancellationToken);
        return (new Finding("Synapse", Verdict.Ok, $"signed in as {me.UserName ?? me.OwnerId}, version {version.Version}"), Variables.Address("SYNAPSE_ENDPOINT") ?? PublicSynapse);
    }

    private static async Task<(Finding Finding, Uri Server)> TowerAsync(CancellationToken cancellationToken)
    {
        var options = PlatformOptions.Tower();
        Hurry(options.Http);
        var client = new TowerClient(options);
        var me = await client.GetUserInfoAsync(cancellationToken);
        var workspace = await client.GetWorkspaceIdAsync(cancellationToken);
        var environments = await client.ListComputeEnvsAsync(ComputeEnvStatus.Available, cancellationToken);
        var where = workspace is { } id ? FormattableString.Invariant($"workspace {id}") : "the personal workspace";
        return (environments.Count > 0
            ? new Finding("Tower", Verdict.Ok, $"signed in as {me.User.UserName}, {where}, {environments.Count} compute environments")
            : new Finding("Tower", Verdict.Warning, $"signed in as {me.User.UserName}, {where} has no available compute environment", "Add one, or name another workspace: TOWER_WORKSPACE_ID."), client.Endpoint);
    }

    private static async Task<(Finding Finding, Uri Server)> CavaticaAsync(CancellationToken cancellationToken)
    {
        var options = PlatformOptions.Cavatica();
        Hurry(options.Http);
        var client = new CavaticaClient(options);
        var me = await client.GetUserAsync(cancellationToken);
        var limit = await client.GetRateLimitAsync(cancellationToken);
        return (limit.Rate is { Remaining: < 50 } rate
            ? new Finding("Cavatica", Verdict.Warning, $"signed in as {me.Username}, only {rate.Remaining} requests are left until {rate.Reset:u}", "Something else uses the same token. Wait, or take another token.")
            : new Finding("Cavatica", Verdict.Ok, $"signed in as {me.Username}, {limit.Rate?.Remaining} of {limit.Rate?.Limit} requests left"), client.Endpoint);
    }

    private static async Task<(Finding Finding, Uri Server)> TesAsync(CancellationToken cancellationToken)
    {
        var options = PlatformOptions.Tes(null);
        Hurry(options.Http);
        var client = new TesClient(options);
        var info = await client.GetServiceInfoAsync(cancellationToken);
        _ = await client.GetTasksPageAsync(cancellationToken: cancellationToken);
        return (new Finding("TES", Verdict.Ok, $"{info.Name} at {client.Endpoint}, tasks can be listed"), client.Endpoint);
    }

    private static async Task<(Finding Finding, Uri Server)> WesAsync(CancellationToken cancellationToken)
    {
        var options = PlatformOptions.Wes(null);
        Hurry(options.Http);
        var client = new WesClient(options);
        var info = await client.GetServiceInfoAsync(cancellationToken);
        return (new Finding("WES", Verdict.Ok, $"{info.Name} at {client.Endpoint}, runs {string.Join(", ", info.WorkflowTypeVersions.Keys)}"), client.Endpoint);
    }

    private static async Task<(Finding Finding, Uri Server)> RegistryAsync(CancellationToken cancellationToken)
    {
        var options = PlatformOptions.DrsRegistry(Variables.Address("DRS_ENDPOINT")!);
        Hurry(options.Http = new ApiOptions());
        var client = new DrsClient(options);
        var info = await client.GetServiceInfoAsync(cancellationToken);
        return (new Finding("DRS", Verdict.Ok, $"{info.Name} at {client.Endpoint}"), client.Endpoint);
    }

    private async Task<(Finding Finding, Uri Server)> DrsAsync(string host, CancellationToken cancellationToken)
    {
        var options = PlatformOptions.Drs(call.Profile);
        Hurry(options.Http);
        var servers = new DrsServers(options);
        var client = servers.ClientOf(await servers.ResolveAsync($"drs://{host}/any", cancellationToken));
        var info = await client.GetServiceInfoAsync(cancellationToken);
        return (new Finding($"DRS {host}", Verdict.Ok, $"{info.Name} at {client.Endpoint}"), client.Endpoint);
    }

    private async Task<Finding> PlaceAsync(Location place, bool write, CancellationToken cancellationToken)
    {
        using var set = StoreSet.Of(call.Profile, place);
        var source = set.Stores.SourceOf(place);
        if (write)
        {
            var found = await StoreProbe.RunAsync(set.Stores.StoreOf(place), place, cancellationToken);
            return new Finding(
                place.ToString(), found.ConditionalCreate == ConditionSupport.Honoured ? Verdict.Ok : Verdict.Warning,
                $"readable and writable; of 16 creators {(found.ConditionalCreate == ConditionSupport.Honoured ? "one wins" : "several may win")}",
                found.ConditionalCreate == ConditionSupport.Honoured ? null : "Do not let several machines create the same object there.");
        }

        var isBundle = place.Scheme == LocationScheme.Drs;
        if (!place.IsFolder && !isBundle)
        {
            return await source.StatAsync(place, cancellationToken) is { } info
                ? new Finding(place.ToString(), Verdict.Ok, $"readable, {Bytes.Text(info.Version.Size ?? 0)}")
                : new Finding(place.ToString(), Verdict.Failed, "there is nothing", "Check the name; a folder ends in /.");
        }

        var problem = (string?)null;
        await foreach (var _ in isBundle ? new Bundle(call.Profile, place).ListAsync(said => problem ??= said, cancellationToken) : source.ListAsync(place, cancellationToken))
        {
            return new Finding(place.ToString(), Verdict.Ok, "readable");
        }

        return problem is not null ? new Finding(place.ToString(), Verdict.Failed, problem) : new Finding(place.ToString(), Verdict.Warning, "readable, and empty", "Check the name, if something should be there.");
    }

    private async Task<Finding> TryAsync(string subject, TimeSpan patience, Func<CancellationToken, Task<Finding>> look, CancellationToken cancellationToken)
    {
        using var bound = new CancellationTokenSource(patience, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, cancellationToken);
        try
        {
            return await look(stop.Token);
        }
        catch (Exception) when (bound.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new Finding(subject, Verdict.Failed, FormattableString.Invariant($"no answer within {patience.TotalSeconds:0} s"), "Check the address, and whether this machine reaches it.");
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested
            && e is ApiException or IOException or ArgumentException or NotSupportedException or TimeoutException or UnauthorizedAccessException or HttpRequestException or FormatException or UsageException)
        {
            return new Finding(subject, Verdict.Failed, e.Message, e is AccessDeniedException ? "Give another token, or ask for the permission." : null);
        }
    }

    // Who asks how things are wants to hear of a failure, not to have it waited out.
    private static void Hurry(ApiOptions http) => http.Retry.MaxAttempts = 2;

    private static bool IsAny(params string[] variables) => variables.Any(name => Variables.Read(name) is not null);
}
