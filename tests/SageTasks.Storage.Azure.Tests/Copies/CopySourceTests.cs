using Azure;
using Azure.Core;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;

namespace SageTasks.Storage.Azure.Tests;

/// <summary>The service reads the source of a copy with what this store itself has.</summary>
public sealed class CopySourceTests
{
    private const string Sas = "sv=2023-08-03&sp=r&sig=c2VjcmV0";

    [Fact]
    public async Task A_key_signs_an_address_for_reading()
    {
        var granted = await GrantAsync(new BlobServiceClient(Wire.Account, new StorageSharedKeyCredential("account", "c2VjcmV0")));

        Assert.Contains("sp=r&", granted!.Value.Address.Query, StringComparison.Ordinal);
        Assert.Null(granted.Value.Token);
    }

    [Fact]
    public async Task A_signature_is_passed_on()
    {
        Assert.Equal("?" + Sas, (await GrantAsync(new BlobServiceClient(Wire.Account, new AzureSasCredential(Sas)), Sas))!.Value.Address.Query);
        Assert.Equal("?" + Sas, (await GrantAsync(new BlobServiceClient(new Uri($"{Wire.Account}?{Sas}"))))!.Value.Address.Query);
    }

    [Fact]
    public async Task A_token_goes_along()
    {
        var granted = await GrantAsync(new BlobServiceClient(Wire.Account), credential: new FixedCredential());

        Assert.Equal("", granted!.Value.Address.Query);
        Assert.Equal("Bearer token-1", granted.Value.Token!.ToString());
    }

    [Fact]
    public async Task Without_any_of_them_the_bytes_come_through_this_machine()
    {
        Assert.Null(await GrantAsync(new BlobServiceClient(Wire.Account)));

        var source = new ObjectInfo { Location = Location.Parse("az://container/source"), Version = new ObjectVersion { Size = 4, Tag = "\"0x1\"" } };
        Assert.Null(await new AzureBlobStore(new BlobServiceClient(Wire.Account)).TryCopyAsync(source, Location.Parse("az://container/copy"), new PutOptions()));
    }

    [Fact]
    public async Task A_source_that_the_service_may_not_read_comes_through_this_machine()
    {
        var wire = new Wire(_ => Wire.Refusal(System.Net.HttpStatusCode.Forbidden, "CannotVerifyCopySource"));
        var source = new ObjectInfo { Location = Location.Parse("az://container/source"), Version = new ObjectVersion { Size = 4, Tag = "\"0x1\"" } };

        Assert.Null(await wire.Store().TryCopyAsync(source, Location.Parse("az://container/copy"), new PutOptions()));
    }

    private static Task<(Uri Address, HttpAuthorization? Token)?> GrantAsync(BlobServiceClient client, string? sas = null, TokenCredential? credential = null) =>
        new CopySources(sas, credential, TimeProvider.System).GrantAsync(client.GetBlobContainerClient("c").GetBlockBlobClient("b"), CancellationToken.None);

    private sealed class FixedCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("token-1", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
