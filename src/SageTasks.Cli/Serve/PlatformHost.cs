using System.Globalization;
using SageTasks.Testing;

namespace SageTasks.Cli;

/// <summary>Hosts the platforms that are asked for, and says how to reach them.</summary>
internal sealed class PlatformHost(HostSettings settings, Action<Announcement> announce)
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

    /// <summary>Hosts until it is cancelled.</summary>
    /// <param name="ready">Called when all are there.</param>
    /// <param name="cancellationToken">Ends the hosting.</param>
    /// <exception cref="FormatException">The fault plan is wrong.</exception>
    /// <exception cref="IOException">A port or folder cannot be used.</exception>
    public async Task RunAsync(Action ready, CancellationToken cancellationToken)
    {
        var plan = settings.Faults is null ? FaultPlan.None : Plan(settings.Faults);
        await using var synapse = await StartAsync(settings.Synapse, () => StartSynapseAsync(plan, cancellationToken));
        await using var tower = await StartAsync(settings.Tower, () => StartTowerAsync(plan, cancellationToken));
        await using var gcs = await StartAsync(settings.Gcs, () => StartGcsAsync(plan, cancellationToken));
        await using var s3 = await StartAsync(settings.S3, () => StartS3Async(plan, cancellationToken));
        await using var azure = await StartAsync(settings.Azure, () => StartAzureAsync(plan, cancellationToken));
        using var buckets = new BucketTransfer(s3, gcs);
        await using var tes = await StartAsync(settings.Tes, () => StartTesAsync(plan, buckets, cancellationToken));
        await using var wes = await StartAsync(settings.Wes, () => StartWesAsync(plan, tes, cancellationToken));
        await using var drs = await StartAsync(settings.Drs, () => StartDrsAsync(plan, cancellationToken));
        await using var cavatica = await StartAsync(settings.Cavatica, () => StartCavaticaAsync(plan, cancellationToken));
        ready();
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }

    private async Task<T?> StartAsync<T>(int? port, Func<Task<T>> start)
        where T : class => settings.HasAll || port is not null ? await start() : null;

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

    private async Task<LocalSynapse> StartSynapseAsync(FaultPlan plan, CancellationToken cancellationToken)
    {
        var synapse = await LocalSynapse.StartAsync(
            new LocalSynapseOptions
            {
                Port = settings.Synapse ?? SynapsePort,
                StateFolder = Folder("synapse"),
                Token = settings.Token,
                HostNames = settings.HostNames,
                FaultPlan = plan,
            },
            cancellationToken);
        announce(new Announcement(
            "Synapse",
            Address(synapse.Url),
            [("SYNAPSE_ENDPOINT", Address(synapse.Url)), ("SYNAPSE_AUTH_TOKEN", synapse.Token)],
            [("repository", $"{synapse.RepoEndpoint}, authentication {synapse.AuthEndpoint}, files {synapse.FileEndpoint}"), ("journal", new Uri(synapse.Url, "/_local/journal").AbsoluteUri)]));
        return synapse;
    }

    private async Task<LocalTower> StartTowerAsync(FaultPlan plan, CancellationToken cancellationToken)
    {
        var tower = await LocalTower.StartAsync(
            new LocalTowerOptions
            {
                Port = settings.Tower ?? TowerPort,
                StateFolder = Folder("tower"),
                Token = settings.Token,
                HostNames = settings.HostNames,
                FaultPlan = plan,
                RunHistory = settings.History,
            },
            cancellationToken);
        foreach (var (url, command) in settings.Pipelines)
        {
            tower.AddPipeline(url, "sh", ["-c", command]);
        }

        tower.SimulateUnknownPipelines(new SimulatedRun { Waits = TimeSpan.FromSeconds(1), Runs = settings.RunTime });
        announce(new Announcement(
            "Tower",
            Address(tower.Url),
            [("TOWER_API_ENDPOINT", Address(tower.Url)), ("TOWER_ACCESS_TOKEN", tower.Token), ("TOWER_WORKSPACE_ID", tower.WorkspaceId.ToString(CultureInfo.InvariantCulture))],
            [("files", tower.Folder), ("journal", new Uri(tower.Url, "/_local/journal").AbsoluteUri)]));
        return tower;
    }

    private async Task<LocalGcs> StartGcsAsync(FaultPlan plan, CancellationToken cancellationToken)
    {
        var gcs = await LocalGcs.StartAsync(
            new LocalGcsOptions
            {
                Port = settings.Gcs ?? GcsPort,
                StateFolder = Folder("gcs"),
                Token = settings.Token,
                HostNames = settings.HostNames,
                AnonymousAccess = GcsAccess.ReadWrite,
                FaultPlan = plan,
                Buckets = settings.Buckets,
            },
            cancellationToken);
        announce(new Announcement(
            "Storage",
            Address(gcs.Url),
            [("STORAGE_EMULATOR_HOST", Address(gcs.Url)), ("GCS_ACCESS_TOKEN", gcs.Token)],
            [("buckets", string.Join(", ", settings.Buckets)), ("journal", new Uri(gcs.Url, "/_local/journal").AbsoluteUri)]));
        return gcs;
    }

    private async Task<LocalS3> StartS3Async(FaultPlan plan, CancellationToken cancellationToken)
    {
        var s3 = await LocalS3.StartAsync(
            new LocalS3Options
            {
                Port = settings.S3 ?? S3Port,
                StateFolder = Folder("s3"),
                Token = settings.Token,
                HostNames = settings.HostNames,
                FaultPlan = plan,
                Buckets = settings.Buckets,
            },
            cancellationToken);
        announce(new Announcement(
            "S3",
            Address(s3.Url),
            [("AWS_ENDPOINT_URL_S3", Address(s3.Url)), ("AWS_ACCESS_KEY_ID", s3.AccessKey), ("AWS_SECRET_ACCESS_KEY", s3.SecretKey), ("AWS_REGION", s3.Region)],
            [("buckets", string.Join(", ", settings.Buckets)), ("journal", new Uri(s3.Url, "/_local/journal").AbsoluteUri)]));
        return s3;
    }

    private async Task<LocalAzureBlob> StartAzureAsync(FaultPlan plan, CancellationToken cancellationToken)
    {
        var azure = await LocalAzureBlob.StartAsync(
            new LocalAzureBlobOptions
            {
                Port = settings.Azure ?? AzurePort,
                StateFolder = Folder("azure"),
                Token = settings.Token,
                HostNames = settings.HostNames,
                FaultPlan = plan,
                Containers = settings.Buckets,
            },
            cancellationToken);
        announce(new Announcement(
            "Azure",
            Address(azure.Endpoint),
            [("AZURE_STORAGE_ACCOUNT", azure.AccountName), ("AZURE_STORAGE_KEY", azure.AccountKey), ("AZURE_STORAGE_CONNECTION_STRING", azure.ConnectionString)],
            [("containers", string.Join(", ", settings.Buckets)), ("journal", new Uri(azure.Url, "/_local/journal").AbsoluteUri)]));
        return azure;
    }

    private async Task<LocalTes> StartTesAsync(FaultPlan plan, ILocalTesTransfer buckets, CancellationToken cancellationToken)
    {
        var tes = await LocalTes.StartAsync(
            new LocalTesOptions
            {
                Port = settings.Tes ?? TesPort,
                Personality = settings.TesLike,
                StateFolder = Folder("tes"),
                Token = settings.Token,
                HostNames = settings.HostNames,
                FaultPlan = plan,
                Transfer = buckets,
            },
            cancellationToken);
        announce(new Announcement(
            "TES",
            Address(tes.Url),
            [("TES_ENDPOINT", tes.Endpoint.ToString())],
            [("commands", $"{tes.Sandbox}, images are {(tes.Sandbox == LocalTesSandbox.Container ? "used" : "not used")}"), ("journal", new Uri(tes.Url, "/_local/journal").AbsoluteUri)]));
        return tes;
    }

    private async Task<LocalWes> StartWesAsync(FaultPlan plan, LocalTes? tes, CancellationToken cancellationToken)
    {
        var wes = await LocalWes.StartAsync(
            new LocalWesOptions
            {
                Port = settings.Wes ?? WesPort,
                StateFolder = Folder("wes"),
                Token = settings.Token,
                HostNames = settings.HostNames,
                FaultPlan = plan,
                Tes = settings.WesOnTes ? new LocalWesTes { Endpoint = tes!.Endpoint } : null,
            },
            cancellationToken);
        announce(new Announcement(
            "WES",
            Address(wes.Url),
            [("WES_ENDPOINT", wes.Endpoint.ToString())],
            [("runs", $"{string.Join(", ", wes.WorkflowTypes)}, as plain processes{(settings.WesOnTes ? "; SHELL on the TES" : "")}"), ("files", wes.Folder), ("journal", new Uri(wes.Url, "/_local/journal").AbsoluteUri)]));
        return wes;
    }

    private async Task<LocalDrs> StartDrsAsync(FaultPlan plan, CancellationToken cancellationToken)
    {
        var drs = await LocalDrs.StartAsync(
            new LocalDrsOptions
            {
                Port = settings.Drs ?? DrsPort,
                StateFolder = Folder("drs"),
                Token = settings.Token,
                HostNames = settings.HostNames,
                FaultPlan = plan,
                Objects = settings.Objects,
            },
            cancellationToken);
        announce(new Announcement(
            "DRS",
            Address(drs.Url),
            [("DRS_ENDPOINT", new Uri(drs.Url, "ga4gh/drs/v1").ToString())],
            [("objects", $"drs://{drs.Authority}/ID, registered at POST /ga4gh/drs/v1/objects/register, /index or /admin/ga4gh/drs/v1/objects"), ("journal", new Uri(drs.Url, "/_local/journal").AbsoluteUri)]));
        return drs;
    }

    private async Task<LocalCavatica> StartCavaticaAsync(FaultPlan plan, CancellationToken cancellationToken)
    {
        // DRS addresses name the port, so it is as lasting as that of the API.
        var port = settings.Cavatica ?? CavaticaPort;
        var cavatica = await LocalCavatica.StartAsync(
            new LocalCavaticaOptions
            {
                Port = port,
                Ga4ghPort = port == 0 ? 0 : port + 1,
                StateFolder = Folder("cavatica"),
                Token = settings.Token,
                HostNames = settings.HostNames,
                FaultPlan = plan,
            },
            cancellationToken);
        foreach (var (app, command) in settings.Apps)
        {
            cavatica.RunApp(app, "sh", "-c", command);
        }

        announce(new Announcement(
            "Cavatica",
            Address(cavatica.Url),
            [("SB_API_ENDPOINT", Address(cavatica.Endpoint)), ("SB_AUTH_TOKEN", cavatica.Token)],
            [("user", $"{cavatica.UserName}, billing group {cavatica.BillingGroup}"), ("GA4GH", $"{new Uri(cavatica.Ga4ghUrl, "ga4gh/drs/v1")}, {new Uri(cavatica.Ga4ghUrl, "ga4gh/wes/v1")}"), ("files", cavatica.Folder), ("journal", new Uri(cavatica.Url, "/_local/journal").AbsoluteUri)]));
        return cavatica;
    }

    private string? Folder(string platform) => settings.State is null ? null : Path.Combine(settings.State, platform);

    private static string Address(Uri url) => url.ToString().TrimEnd('/');
}
