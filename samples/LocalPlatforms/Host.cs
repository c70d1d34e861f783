using SageTasks.Samples;
using SageTasks.Testing;

namespace LocalPlatforms;

/// <summary>Hosts the platforms that are asked for, and says how to reach them.</summary>
internal static class Host
{
    private const int SynapsePort = 8001;
    private const int TowerPort = 8002;
    private const int GcsPort = 8003;
    private const int S3Port = 8004;
    private const int AzurePort = 8005;
    private const int TesPort = 8006;
    private const int WesPort = 8007;
    private const int DrsPort = 8008;
    private const int CavaticaPort = 8009;

    public static async Task<int> RunAsync(HostSettings settings, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        try
        {
            var plan = settings.Faults is null ? FaultPlan.None : Plan(settings.Faults);
            await using var synapse = settings.HasAll || settings.Synapse is not null ? await StartSynapseAsync(settings, plan, output, cancellationToken) : null;
            await using var tower = settings.HasAll || settings.Tower is not null ? await StartTowerAsync(settings, plan, output, cancellationToken) : null;
            await using var gcs = settings.HasAll || settings.Gcs is not null ? await StartGcsAsync(settings, plan, output, cancellationToken) : null;
            await using var s3 = settings.HasAll || settings.S3 is not null ? await StartS3Async(settings, plan, output, cancellationToken) : null;
            await using var azure = settings.HasAll || settings.Azure is not null ? await StartAzureAsync(settings, plan, output, cancellationToken) : null;
            using var buckets = new BucketTransfer(s3, gcs);
            await using var tes = settings.HasAll || settings.Tes is not null ? await StartTesAsync(settings, plan, buckets, output, cancellationToken) : null;
            await using var wes = settings.HasAll || settings.Wes is not null ? await StartWesAsync(settings, plan, tes, output, cancellationToken) : null;
            await using var drs = settings.HasAll || settings.Drs is not null ? await StartDrsAsync(settings, plan, output, cancellationToken) : null;
            await using var cavatica = settings.HasAll || settings.Cavatica is not null ? await StartCavaticaAsync(settings, plan, output, cancellationToken) : null;
            await output.WriteLineAsync("Ready. Ctrl-C ends it.");
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await output.WriteLineAsync("Ended.");
            return 0;
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException)
        {
            await error.WriteLineAsync($"error: {e.Message}");
            return ConsoleProgram.Failed;
        }
    }

    private static FaultPlan Plan(string path)
    {
        try
        {
            return FaultPlan.Load(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"--faults {path}: the file cannot be read ({e.Message.TrimEnd('.')}); name a fault plan.", e);
        }
    }

    private static async Task<LocalSynapse> StartSynapseAsync(HostSettings settings, FaultPlan plan, TextWriter output, CancellationToken cancellationToken)
    {
        var synapse = await LocalSynapse.StartAsync(
            new LocalSynapseOptions
            {
                Port = settings.Synapse ?? SynapsePort,
                StateFolder = Folder(settings, "synapse"),
                Token = settings.Token,
                HostNames = settings.HostNames,
                FaultPlan = plan,
            },
            cancellationToken);
        await output.WriteLineAsync($"""
            Synapse  {Address(synapse.Url)}
              export SYNAPSE_AUTH_TOKEN={synapse.Token}
              repository {synapse.RepoEndpoint}, authentication {synapse.AuthEndpoint}, files {synapse.FileEndpoint}
              journal    {new Uri(synapse.Url, "/_local/journal")}

            """);
        return synapse;
    }

    private static async Task<LocalTower> StartTowerAsync(HostSettings settings, FaultPlan plan, TextWriter output, CancellationToken cancellationToken)
    {
        var tower = await LocalTower.StartAsync(
            new LocalTowerOptions
            {
                Port = settings.Tower ?? TowerPort,
                StateFolder = Folder(settings, "tower"),
                Token = settings.Token,
                HostNames = settings.HostNames,
                FaultPlan = plan,
                RunHistory = settings.History,
            },
            cancellationToken);
        foreach (var pipeline in settings.Pipelines)
        {
            AddPipeline(tower, pipeline);
        }

        tower.SimulateUnknownPipelines(new SimulatedRun { Waits = TimeSpan.FromSeconds(1), Runs = settings.RunTime });
        await output.WriteLineAsync($"""
            Tower    {Address(tower.Url)}
              export TOWER_API_ENDPOINT={Address(tower.Url)}
              export TOWER_ACCESS_TOKEN={tower.Token}
              export TOWER_WORKSPACE_ID={tower.WorkspaceId}
              files      {tower.Folder}
              journal    {new Uri(tower.Url, "/_local/journal")}

            """);
        return tower;
    }

    private static async Task<LocalGcs> StartGcsAsync(HostSettings settings, FaultPlan plan, TextWriter output, CancellationToken cancellationToken)
    {
        var gcs = await LocalGcs.StartAsync(
            new LocalGcsOptions
            {
                Port = settings.Gcs ?? GcsPort,
                StateFolder = Folder(settings, "gcs"),
                Token = settings.Token,
                HostNames = settings.HostNames,
                AnonymousAccess = GcsAccess.ReadWrite,
                FaultPlan = plan,
                Buckets = settings.Buckets,
            },
            cancellationToken);
        await output.WriteLineAsync($"""
            Storage  {Address(gcs.Url)}
              export STORAGE_EMULATOR_HOST={Address(gcs.Url)}
              export GCS_ACCESS_TOKEN={gcs.Token}
              buckets    {string.Join(", ", settings.Buckets)}
              journal    {new Uri(gcs.Url, "/_local/journal")}

            """);
        return gcs;
    }

    private static async Task<LocalS3> StartS3Async(HostSettings settings, FaultPlan plan, TextWriter output, CancellationToken cancellationToken)
    {
        var s3 = await LocalS3.StartAsync(
            new LocalS3Options
            {
                Port = settings.S3 ?? S3Port,
                StateFolder = Folder(settings, "s3"),
                Token = settings.Token,
                HostNames = settings.HostNames,
                FaultPlan = plan,
                Buckets = settings.Buckets,
            },
            cancellationToken);
        await output.WriteLineAsync($"""
            S3       {Address(s3.Url)}
              export AWS_ENDPOINT_URL_S3={Address(s3.Url)}
              export AWS_ACCESS_KEY_ID={s3.AccessKey}
              export AWS_SECRET_ACCESS_KEY={s3.SecretKey}
              export AWS_REGION={s3.Region}
              buckets    {string.Join(", ", settings.Buckets)}
              journal    {new Uri(s3.Url, "/_local/journal")}

            """);
        return s3;
    }

    private static async Task<LocalAzureBlob> StartAzureAsync(HostSettings settings, FaultPlan plan, TextWriter output, CancellationToken cancellationToken)
    {
        var azure = await LocalAzureBlob.StartAsync(
            new LocalAzureBlobOptions
            {
                Port = settings.Azure ?? AzurePort,
                StateFolder = Folder(settings, "azure"),
                Token = settings.Token,
                HostNames = settings.HostNames,
                FaultPlan = plan,
                Containers = settings.Buckets,
            },
            cancellationToken);
        await output.WriteLineAsync($"""
            Azure    {Address(azure.Endpoint)}
              export AZURE_STORAGE_ACCOUNT={azure.AccountName}
              export AZURE_STORAGE_KEY={azure.AccountKey}
              export AZURE_STORAGE_CONNECTION_STRING='{azure.ConnectionString}'
              containers {string.Join(", ", settings.Buckets)}
              journal    {new Uri(azure.Url, "/_local/journal")}

            """);
        return azure;
    }

    private static async Task<LocalTes> StartTesAsync(
        HostSettings settings, FaultPlan plan, ILocalTesTransfer buckets, TextWriter output, CancellationToken cancellationToken)
    {
        var tes = await LocalTes.StartAsync(
            new LocalTesOptions
            {
                Port = settings.Tes ?? TesPort,
                Personality = settings.TesLike,
                StateFolder = Folder(settings, "tes"),
                Token = settings.Token,
                HostNames = settings.HostNames,
                FaultPlan = plan,
                Transfer = buckets,
            },
            cancellationToken);
        await output.WriteLineAsync($"""
            TES      {Address(tes.Url)}
              export TES_ENDPOINT={tes.Endpoint}
              commands   {tes.Sandbox}, images are {(tes.Sandbox == LocalTesSandbox.Container ? "used" : "not used")}
              journal    {new Uri(tes.Url, "/_local/journal")}

            """);
        return tes;
    }

    private static async Task<LocalWes> StartWesAsync(HostSettings settings, FaultPlan plan, LocalTes? tes, TextWriter output, CancellationToken cancellationToken)
    {
        var wes = await LocalWes.StartAsync(
            new LocalWesOptions
            {
                Port = settings.Wes ?? WesPort,
                StateFolder = Folder(settings, "wes"),
                Token = settings.Token,
                HostNames = settings.HostNames,
                FaultPlan = plan,
                Tes = settings.WesOnTes ? new LocalWesTes { Endpoint = tes?.Endpoint ?? throw new ArgumentException("--wes-on-tes: host the TES too, with --tes PORT.") } : null,
            },
            cancellationToken);
        await output.WriteLineAsync($"""
            WES      {Address(wes.Url)}
              export WES_ENDPOINT={wes.Endpoint}
              runs       {string.Join(", ", wes.WorkflowTypes)}, as plain processes{(settings.WesOnTes ? "; SHELL on the TES" : "")}
              files      {wes.Folder}
              journal    {new Uri(wes.Url, "/_local/journal")}

            """);
        return wes;
    }

    private static async Task<LocalDrs> StartDrsAsync(HostSettings settings, FaultPlan plan, TextWriter output, CancellationToken cancellationToken)
    {
        var drs = await LocalDrs.StartAsync(
            new LocalDrsOptions
            {
                Port = settings.Drs ?? DrsPort,
                StateFolder = Folder(settings, "drs"),
                Token = settings.Token,
                HostNames = settings.HostNames,
                FaultPlan = plan,
                Objects = settings.Objects,
            },
            cancellationToken);
        await output.WriteLineAsync($"""
            DRS      {Address(drs.Url)}
              export DRS_ENDPOINT={new Uri(drs.Url, "ga4gh/drs/v1")}
              objects    drs://{drs.Authority}/ID, registered at POST /ga4gh/drs/v1/objects/register, /index or /admin/ga4gh/drs/v1/objects
              journal    {new Uri(drs.Url, "/_local/journal")}

            """);
        return drs;
    }

    private static async Task<LocalCavatica> StartCavaticaAsync(HostSettings settings, FaultPlan plan, TextWriter output, CancellationToken cancellationToken)
    {
        // DRS addresses name the port, so it is as lasting as that of the API.
        var port = settings.Cavatica ?? CavaticaPort;
        var cavatica = await LocalCavatica.StartAsync(
            new LocalCavaticaOptions
            {
                Port = port,
                Ga4ghPort = port == 0 ? 0 : port + 1,
                StateFolder = Folder(settings, "cavatica"),
                Token = settings.Token,
                HostNames = settings.HostNames,
                FaultPlan = plan,
            },
            cancellationToken);
        foreach (var (app, command) in settings.Apps.Select(app => Split("--app", "OWNER/PROJECT/APP", app)))
        {
            cavatica.RunApp(app, "sh", "-c", command);
        }

        await output.WriteLineAsync($"""
            Cavatica {Address(cavatica.Url)}
              export SB_API_ENDPOINT={Address(cavatica.Endpoint)}
              export SB_AUTH_TOKEN={cavatica.Token}
              user       {cavatica.UserName}, billing group {cavatica.BillingGroup}
              GA4GH      {new Uri(cavatica.Ga4ghUrl, "ga4gh/drs/v1")}, {new Uri(cavatica.Ga4ghUrl, "ga4gh/wes/v1")}
              files      {cavatica.Folder}
              journal    {new Uri(cavatica.Url, "/_local/journal")}

            """);
        return cavatica;
    }

    private static void AddPipeline(LocalTower tower, string pipeline)
    {
        var (url, command) = Split("--pipeline", "URL", pipeline);
        tower.AddPipeline(url, "sh", ["-c", command]);
    }

    // The command may hold equals signs, what stands before it has none.
    private static (string Name, string Command) Split(string option, string name, string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0 ? (text[..at], text[(at + 1)..]) : throw new FormatException($"{option} '{text}': write {name}=COMMAND.");
    }

    private static string? Folder(HostSettings settings, string platform) => settings.State is null ? null : Path.Combine(settings.State, platform);

    private static string Address(Uri url) => url.ToString().TrimEnd('/');
}
