using SageTasks.Testing;

namespace SageTasks.Cli.Tests;

/// <summary>A token that the server does not take: always exit code 4, and what to set is said, never what is set.</summary>
public sealed class RefusedTokenTests : IDisposable
{
    private const string Wrong = "d3Jvbmd3cm9uZ3dyb25n";

    private readonly Shell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Of_Synapse()
    {
        await using var synapse = await LocalSynapse.StartAsync();
        await RefuseAsync("SYNAPSE_AUTH_TOKEN", "ls syn://syn1/", ("SYNAPSE_ENDPOINT", synapse.Url.ToString()), ("SYNAPSE_AUTH_TOKEN", Wrong));
    }

    [Fact]
    public async Task Of_Tower()
    {
        await using var tower = await LocalTower.StartAsync();
        await RefuseAsync(
            "TOWER_ACCESS_TOKEN", "tower watch 1", ("TOWER_API_ENDPOINT", tower.Url.ToString()), ("TOWER_WORKSPACE_ID", FormattableString.Invariant($"{tower.WorkspaceId}")), ("TOWER_ACCESS_TOKEN", Wrong));
    }

    [Fact]
    public async Task Of_Cavatica()
    {
        await using var cavatica = await LocalCavatica.StartAsync();
        await RefuseAsync("SB_AUTH_TOKEN", "cavatica watch 1", ("SB_API_ENDPOINT", cavatica.Endpoint.ToString()), ("SB_AUTH_TOKEN", Wrong));
    }

    [Fact]
    public async Task Of_TES()
    {
        await using var tes = await LocalTes.StartAsync(new LocalTesOptions { Access = LocalTesAccess.Token });
        await RefuseAsync("TES_TOKEN", "tes watch 1", ("TES_ENDPOINT", tes.Endpoint.ToString()), ("TES_TOKEN", Wrong));
    }

    [Fact]
    public async Task Of_WES()
    {
        await using var wes = await LocalWes.StartAsync(new LocalWesOptions { RequiresToken = true });
        await RefuseAsync("WES_TOKEN", "wes watch 1", ("WES_ENDPOINT", wes.Endpoint.ToString()), ("WES_TOKEN", Wrong));
    }

    [Fact]
    public async Task Of_DRS()
    {
        await using var drs = await LocalDrs.StartAsync(new LocalDrsOptions { RequiresToken = true });
        await RefuseAsync("tokenFile", $"drs resolve drs://{drs.Authority}/a");
    }

    [Fact]
    public async Task Of_S3()
    {
        await using var s3 = await LocalS3.StartAsync(new LocalS3Options { Buckets = ["reads"] });
        await RefuseAsync(
            "The secret key does not belong to the access key", "ls s3://reads/", ("AWS_ENDPOINT_URL_S3", s3.Url.ToString()), ("AWS_REGION", s3.Region), ("AWS_ACCESS_KEY_ID", s3.AccessKey), ("AWS_SECRET_ACCESS_KEY", Wrong));
    }

    [Fact]
    public async Task Of_Azure()
    {
        await using var azure = await LocalAzureBlob.StartAsync();
        await RefuseAsync("The key or signature is not of this account", "ls az://reads/", ("AZURE_STORAGE_ENDPOINT", azure.Endpoint.ToString()), ("AZURE_STORAGE_ACCOUNT", azure.AccountName), ("AZURE_STORAGE_KEY", Wrong));
    }

    [Fact]
    public async Task Of_Google()
    {
        await using var gcs = await LocalGcs.StartAsync();
        await RefuseAsync("GCS_ACCESS_TOKEN", "ls gs://reads/", ("STORAGE_EMULATOR_HOST", gcs.Url.ToString()), ("GCS_ACCESS_TOKEN", Wrong));
    }

    private async Task RefuseAsync(string told, string command, params (string Name, string? Value)[] variables)
    {
        foreach (var (name, value) in variables)
        {
            _shell.Set(name, value);
        }

        Assert.True(ExitCode.AccessDenied == await _shell.RunAsync(command.Split(' ')), _shell.Error);

        Assert.True(_shell.Error.Contains(told, StringComparison.Ordinal), _shell.Error);
        Assert.DoesNotMatch(@"\(Parameter|Options|[Ss]et (Token|Anonymous)|Check Token|SageTasks\.|System\.|" + Wrong, _shell.Error);
    }
}
