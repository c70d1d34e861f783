using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Google.Apis.Auth.OAuth2;
using Microsoft.Extensions.DependencyInjection;
using SageTasks.ContractSuites;
using SageTasks.Http;

namespace SageTasks.Storage.Gcs.Tests;

public sealed class CredentialTests
{
    private const string Audience = "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/pool/providers/cluster";

    private static readonly Func<string, string?> Nothing = static _ => null;

    [Fact]
    public async Task a_token_is_asked_for_before_each_request_and_renewed()
    {
        await using var scene = await GcsScene.StartAsync();
        var current = scene.Server.AddToken();
        var store = scene.NewStore(options => options.TokenProvider = _ => ValueTask.FromResult(current));
        await store.StatAsync(GcsScene.Place("x"));

        scene.Server.RevokeToken(current);
        var refused = await Assert.ThrowsAsync<AccessDeniedException>(() => store.StatAsync(GcsScene.Place("x")));
        current = scene.Server.AddToken();
        await store.StatAsync(GcsScene.Place("x"));

        Assert.Equal("authError", refused.Error.Code);
        Assert.DoesNotContain(current, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task google_s_own_credentials_serve()
    {
        await using var scene = await GcsScene.StartAsync();
        var store = scene.NewStore(options => options.Credential = GoogleCredential.FromAccessToken(scene.Server.Token));

        await store.PutAsync(GcsScene.Place("x"), ObjectContent.Of("x"u8.ToArray()), new PutOptions());

        Assert.Equal("x", await scene.ReadAsync("x"));
    }

    [Fact]
    public async Task a_service_account_s_key_file_is_exchanged_for_a_token()
    {
        await using var scene = await GcsScene.StartAsync();
        using var folder = new TemporaryFolder();
        using var tokens = new TokenService(scene.Server.Token);
        var store = scene.NewStore(options => options.ServiceAccountFile = WriteKey(folder, tokens.Address));

        await store.StatAsync(GcsScene.Place("x"));
        await store.StatAsync(GcsScene.Place("x"));

        Assert.Contains("devstorage.read_write", Claims(Assert.Single(tokens.Forms)["assertion"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task workload_identity_exchanges_another_provider_s_token_for_google_s()
    {
        await using var scene = await GcsScene.StartAsync();
        using var folder = new TemporaryFolder();
        using var tokens = new TokenService(scene.Server.Token);
        var credential = await CredentialFactory.FromFileAsync(WriteWorkload(folder, tokens.Address, "the cluster's word"), JsonCredentialParameters.ExternalAccountCredentialType, default);
        var store = scene.NewStore(options => options.Credential = credential);

        await store.StatAsync(GcsScene.Place("x"));
        await store.StatAsync(GcsScene.Place("x"));

        var asked = Assert.Single(tokens.Forms);
        Assert.Equal("urn:ietf:params:oauth:grant-type:token-exchange", asked["grant_type"]);
        Assert.Equal("the cluster's word", asked["subject_token"]);
        Assert.Equal("urn:ietf:params:oauth:token-type:jwt", asked["subject_token_type"]);
        Assert.Equal(Audience, asked["audience"]);
        Assert.Contains("devstorage.read_write", asked["scope"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_workload_that_google_refuses_is_told_so_without_its_token()
    {
        await using var scene = await GcsScene.StartAsync();
        using var folder = new TemporaryFolder();
        using var tokens = new TokenService(scene.Server.Token) { Refusal = "invalid_grant" };
        var credential = await CredentialFactory.FromFileAsync(WriteWorkload(folder, tokens.Address, "the-word-of-the-cluster"), JsonCredentialParameters.ExternalAccountCredentialType, default);
        var store = scene.NewStore(options => options.Credential = credential);

        var error = await Assert.ThrowsAsync<AccessDeniedException>(() => store.StatAsync(GcsScene.Place("x")));

        Assert.Contains("invalid_grant", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the-word-of-the-cluster", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_key_file_that_cannot_be_read_is_a_refusal_with_advice()
    {
        await using var scene = await GcsScene.StartAsync();
        var store = scene.NewStore(options => options.ServiceAccountFile = "/no/such/key.json");

        var error = await Assert.ThrowsAsync<AccessDeniedException>(() => store.StatAsync(GcsScene.Place("x")));

        Assert.Contains("/no/such/key.json", error.Message, StringComparison.Ordinal);
        Assert.Contains("gcloud auth application-default login", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task public_buckets_are_read_without_a_token()
    {
        await using var scene = await GcsScene.StartAsync();
        await scene.PutAsync("x", "x");
        var store = scene.NewStore(options => options.Anonymous = true);
        await Assert.ThrowsAsync<AccessDeniedException>(() => store.StatAsync(GcsScene.Place("x")));

        scene.Server.CreateBucket(GcsScene.Bucket, isPublic: true);

        Assert.NotNull(await store.StatAsync(GcsScene.Place("x")));
    }

    [Fact]
    public async Task who_asks_pays_where_the_bucket_says_so()
    {
        await using var scene = await GcsScene.StartAsync();
        scene.Server.CreateBucket(GcsScene.Bucket, requesterPays: true);
        await Assert.ThrowsAsync<InvalidRequestException>(() => scene.PutAsync("x", "x"));
        var store = scene.NewStore(options =>
        {
            options.TokenProvider = _ => ValueTask.FromResult(scene.Server.Token);
            options.UserProject = "mine";
        });

        var upload = await store.BeginUploadAsync(GcsScene.Place("y"), 1, 1, new PutOptions());
        await store.CompleteUploadAsync(upload, [await store.PutPartAsync(upload, 1, ObjectContent.Of("y"u8.ToArray()))]);
        var made = await store.PutAsync(GcsScene.Place("x"), ObjectContent.Of("x"u8.ToArray()), new PutOptions());
        await store.TryCopyAsync(made, GcsScene.Place("z"), new PutOptions());
        Assert.Equal(3, await store.ListAsync(GcsScene.Place("")).CountAsync());
        await store.DeleteAsync(GcsScene.Place("x"));
    }

    [Theory]
    [InlineData("localhost:4443", "http://localhost:4443/")]
    [InlineData("http://127.0.0.1:9023", "http://127.0.0.1:9023/")]
    [InlineData("http://localhost:4443/storage/v1/", "http://localhost:4443/")]
    public void the_ecosystem_s_variable_names_an_emulator_that_gets_no_token(string host, string endpoint)
    {
        var settings = GcsSettings.Resolve(new GcsOptions(), name => name == "STORAGE_EMULATOR_HOST" ? host : null);

        Assert.Equal(endpoint, settings.Endpoint.AbsoluteUri);
        Assert.Null(settings.Credential);
    }

    [Fact]
    public void without_anything_set_google_is_asked_with_the_default_credentials()
    {
        var settings = GcsSettings.Resolve(new GcsOptions(), Nothing);

        Assert.Equal(GcsOptions.GoogleEndpoint, settings.Endpoint);
        Assert.Equal("Authorization: Bearer ***", settings.Credential!.ToString());
    }

    [Fact]
    public void options_that_contradict_themselves_are_refused()
    {
        var two = new GcsOptions { Anonymous = true, ServiceAccountFile = "x" };
        var plain = new GcsOptions { Endpoint = new Uri("http://example.org") };

        Assert.Contains("contradict", Assert.Single(GcsSettings.Failures(two, Nothing)), StringComparison.Ordinal);
        Assert.Contains("plain http", Assert.Single(GcsSettings.Failures(plain, Nothing)), StringComparison.Ordinal);
        Assert.Single(GcsSettings.Failures(new GcsOptions(), static _ => "http://a b"));
        Assert.Throws<ArgumentException>(() => new GcsStore(two));
        plain.Http.AllowInsecureHttp = true;
        Assert.Empty(GcsSettings.Failures(plain, Nothing));
    }

    [Fact]
    public async Task an_application_gets_the_store_for_its_buckets()
    {
        await using var scene = await GcsScene.StartAsync();
        await scene.PutAsync("x", "x");
        var services = new ServiceCollection();
        void Configure(GcsOptions options) => (options.Endpoint, options.TokenProvider) = (scene.Server.Url, _ => ValueTask.FromResult(scene.Server.Token));
        services.AddSageTasks().AddGcs(Configure).AddGcs("other", Configure, "other-bucket");
        await using var provider = services.BuildServiceProvider();
        var stores = provider.GetRequiredService<ObjectStores>();

        Assert.Same(provider.GetRequiredService<GcsStore>(), stores.StoreOf(GcsScene.Place("x")));
        Assert.Same(provider.GetRequiredKeyedService<GcsStore>("other"), stores.StoreOf(Location.Parse("gs://other-bucket/x")));
        Assert.NotNull(await stores.SourceOf(GcsScene.Place("x")).StatAsync(GcsScene.Place("x")));
    }

    private static string Claims(string assertion)
    {
        var claims = assertion.Split('.')[1];
        return Encoding.UTF8.GetString(Convert.FromBase64String(claims.Replace('-', '+').Replace('_', '/').PadRight((claims.Length + 3) / 4 * 4, '=')));
    }

    /// <summary>What <c>gcloud iam workload-identity-pools create-cred-config</c> writes for a token that a cluster puts into a file.</summary>
    private static string WriteWorkload(TemporaryFolder folder, Uri tokenAddress, string token)
    {
        var (path, tokenPath) = (Path.Combine(folder.Path, "workload.json"), Path.Combine(folder.Path, "token"));
        File.WriteAllText(tokenPath, token);
        File.WriteAllText(path, JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["type"] = "external_account",
            ["audience"] = Audience,
            ["subject_token_type"] = "urn:ietf:params:oauth:token-type:jwt",
            ["token_url"] = tokenAddress.AbsoluteUri,
            ["credential_source"] = new Dictionary<string, string> { ["file"] = tokenPath },
        }));
        return path;
    }

    private static string WriteKey(TemporaryFolder folder, Uri tokenAddress)
    {
        using var rsa = RSA.Create(2048);
        var path = Path.Combine(folder.Path, "key.json");
        File.WriteAllText(path, JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["type"] = "service_account",
            ["project_id"] = "local",
            ["private_key_id"] = "1",
            ["private_key"] = rsa.ExportPkcs8PrivateKeyPem(),
            ["client_email"] = "robot@local.iam.gserviceaccount.com",
            ["client_id"] = "1",
            ["token_uri"] = tokenAddress.AbsoluteUri,
        }));
        return path;
    }
}
