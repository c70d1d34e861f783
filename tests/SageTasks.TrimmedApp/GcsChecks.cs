using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Google.Apis.Auth.OAuth2;
using SageTasks.Storage;
using SageTasks.Storage.Gcs;
using SageTasks.Testing;

namespace SageTasks.TrimmedApp;

internal static class GcsChecks
{
    public static async Task<string> ObjectsComeBackAsync()
    {
        await using var server = await LocalGcs.StartAsync(new LocalGcsOptions { Buckets = ["reads"] });
        var store = new GcsStore(new GcsOptions { Endpoint = server.Url, Credential = GoogleCredential.FromAccessToken(server.Token) });
        var place = Location.Parse("gs://reads/a.txt");

        var options = new PutOptions { Mode = PutMode.CreateNew, Metadata = new Dictionary<string, string> { ["study"] = "syn1" } };
        await store.PutAsync(place, ObjectContent.Of("ACGT"u8.ToArray()), options);
        var found = await store.StatAsync(place);

        Survivors.Require(found!.Metadata["study"], "syn1");
        return Survivors.Require(found.Digests[0], Digest.Of("ACGT"u8, DigestAlgorithm.Crc32C)).ToString();
    }

    /// <summary>Google's library reads key files by reflection, which the package's targets keep.</summary>
    public static async Task<string> KeyFilesAreReadAsync()
    {
        using var rsa = RSA.Create(2048);
        var key = new JsonObject
        {
            ["type"] = "service_account",
            ["client_email"] = "robot@local.iam.gserviceaccount.com",
            ["client_id"] = "1",
            ["private_key_id"] = "1",
            ["private_key"] = rsa.ExportPkcs8PrivateKeyPem(),
            ["token_uri"] = "http://127.0.0.1:9/token",
        };
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(key.ToJsonString()));
        var account = await CredentialFactory.FromStreamAsync<ServiceAccountCredential>(stream, CancellationToken.None);
        return Survivors.Require(account.Id, "robot@local.iam.gserviceaccount.com");
    }
}
