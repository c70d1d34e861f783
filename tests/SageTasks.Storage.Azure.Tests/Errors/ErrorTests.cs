using System.Net;
using System.Text;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Storage.Blobs;
using SageTasks.Http;

namespace SageTasks.Storage.Azure.Tests;

/// <summary>What goes wrong is said in SageTasks' own exceptions, with what to do and without secrets.</summary>
public sealed class ErrorTests
{
    private const string Signature = "sv=2023-08-03&sp=r&sig=c2VjcmV0c2VjcmV0c2VjcmV0";
    private static readonly Location Place = Location.Parse("az://container/reads 1.txt");

    [Theory]
    [InlineData(HttpStatusCode.Forbidden, "AuthenticationFailed", typeof(AccessDeniedException), "clock")]
    [InlineData(HttpStatusCode.Forbidden, "AuthorizationPermissionMismatch", typeof(AccessDeniedException), "Storage Blob Data Contributor")]
    [InlineData(HttpStatusCode.NotFound, "ContainerNotFound", typeof(NotFoundException), "no container \"container\" at account.blob.core.windows.net")]
    [InlineData(HttpStatusCode.Conflict, "BlobArchived", typeof(ConflictException), "tier")]
    [InlineData(HttpStatusCode.BadRequest, "InvalidBlobOrBlock", typeof(InvalidRequestException), "Another tool")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "ServerBusy", typeof(ServerFailureException), "fewer requests")]
    public async Task A_refusal_has_its_code_its_id_and_what_to_do(HttpStatusCode status, string code, Type type, string advice)
    {
        var wire = new Wire(_ => Wire.Refusal(status, code, "The words."));

        var error = await Record.ExceptionAsync(() => wire.Store(retries: 0).PutAsync(Place, Text("x"), new PutOptions()));

        Assert.IsType(type, error);
        var known = ((ApiException)error).Error;
        Assert.Equal(("Azure", "PUT", "https://account.blob.core.windows.net/container/reads%201.txt"), (known.Platform, known.Method, known.Uri));
        Assert.Equal(((int)status, code, "The words.", "request-1"), (known.Status, known.Code, known.Reason, known.RequestId));
        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_maps_its_answers()
    {
        Task<ObjectBody> ReadAsync(HttpResponseMessage answer, ObjectVersion? pin = null) =>
            new Wire(_ => answer).Store(retries: 0).OpenAsync(Place, new ByteRange(3, 4), pin);

        var pin = new ObjectVersion { Tag = "\"0x2\"" };
        await Assert.ThrowsAsync<SourceChangedException>(() => ReadAsync(Wire.Refusal(HttpStatusCode.PreconditionFailed, "ConditionNotMet"), pin));
        await Assert.ThrowsAsync<SourceChangedException>(() => ReadAsync(Partial("bytes 3-6/10"), pin));
        await Assert.ThrowsAsync<TransferException>(() => ReadAsync(Partial("bytes 0-3/10")));
        await Assert.ThrowsAsync<TransferException>(() => ReadAsync(Wire.Answer(HttpStatusCode.PartialContent)));
        var missing = await Assert.ThrowsAsync<NotFoundException>(() => ReadAsync(Wire.Refusal(HttpStatusCode.NotFound, "BlobNotFound", "The words.")));
        Assert.Equal(("BlobNotFound", "The words."), (missing.Error.Code, missing.Error.Reason));
    }

    [Fact]
    public async Task A_server_that_ignores_the_range_is_noticed()
    {
        await using var body = await new Wire(_ => Wire.Answer(HttpStatusCode.OK, new byte[10])).Store().OpenAsync(Place, new ByteRange(3, 4), null);

        Assert.Equal((false, 0, 10), (body.IsRange, body.Offset, body.Length));
    }

    [Fact]
    public async Task No_answer_is_a_network_failure_with_its_attempts()
    {
        var wire = new Wire(_ => throw new HttpRequestException("Connection refused"));

        var error = await Assert.ThrowsAsync<NetworkFailureException>(() => wire.Store().StatAsync(Place));

        Assert.Equal(3, error.Error.Attempts);
        Assert.True(error.Error.CanRetry);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_given_up()
    {
        var client = new BlobServiceClient(Wire.Account, new BlobClientOptions { Transport = new HttpClientTransport(new HttpClient(new SilentHandler())) });
        var store = new AzureBlobStore(new AzureSession(client, new CopySources(null, null, TimeProvider.System), TimeSpan.FromMilliseconds(20), TimeProvider.System));

        var error = await Assert.ThrowsAsync<NetworkFailureException>(() => store.PutAsync(Place, Text("x"), new PutOptions()));

        Assert.Contains("silent", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_cannot_be_read_are_not_the_networks_fault_and_are_not_tried_again()
    {
        var wire = new BodyReader();
        var store = new AzureBlobStore(wire.Client());
        var broken = ObjectContent.Of(5, _ => throw new FileNotFoundException("reads.txt is gone"), [Digest.Of("bytes"u8, DigestAlgorithm.Md5)]);

        await Assert.ThrowsAsync<FileNotFoundException>(() => store.PutAsync(Place, broken, new PutOptions()));
        Assert.Equal(1, wire.Requests);
    }

    [Fact]
    public async Task An_answer_that_quotes_the_address_shows_no_signature()
    {
        var wire = new Wire(request => Wire.Refusal(HttpStatusCode.Forbidden, "AuthenticationFailed", $"Not with {request.RequestUri!.AbsoluteUri}".Replace("&", "&amp;", StringComparison.Ordinal)));
        var settings = new BlobClientOptions { Transport = new HttpClientTransport(new HttpClient(wire)) };
        var store = new AzureBlobStore(new BlobServiceClient(Wire.Account, new AzureSasCredential(Signature), settings));

        Exception[] errors =
        [
            await Assert.ThrowsAsync<AccessDeniedException>(() => store.PutAsync(Place, Text("x"), new PutOptions())),
            await Assert.ThrowsAsync<AccessDeniedException>(() => store.OpenAsync(Place, ByteRange.All, null)),
        ];

        Assert.All(wire.Requests, request => Assert.Contains("sig=", request.RequestUri!.Query, StringComparison.Ordinal));
        Assert.All(errors, error => Assert.DoesNotContain("c2VjcmV0", error.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_token_the_user_hears_how_to_get_one()
    {
        var store = new AzureBlobStore(new AzureBlobOptions { AccountName = "account", Credential = new NobodyCredential() });

        var error = await Assert.ThrowsAsync<AccessDeniedException>(() => store.StatAsync(Place));

        Assert.Equal(["- az is not installed"], error.Error.Details);
        Assert.Contains("az login", error.Message, StringComparison.Ordinal);
    }

    private static HttpResponseMessage Partial(string range) => Wire.Answer(HttpStatusCode.PartialContent, new byte[4], ("Content-Range", range));

    private static ObjectContent Text(string text) => ObjectContent.Of(Encoding.UTF8.GetBytes(text));

    private sealed class NobodyCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            throw new CredentialUnavailableException("No credential.\n- az is not installed");

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            ValueTask.FromException<AccessToken>(new CredentialUnavailableException("No credential.\n- az is not installed"));
    }
}
