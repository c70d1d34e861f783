using System.Net;
using System.Text;
using SageTasks.Http;

namespace SageTasks.Storage.Azure.Tests;

/// <summary>A write whose answer was lost is told from a write that came too late.</summary>
public sealed class LostReplyTests
{
    private static readonly Location Place = Location.Parse("az://container/claim");
    private static readonly PutOptions Create = new() { Mode = PutMode.CreateNew };
    private static readonly PutOptions Replace = new() { Mode = PutMode.IfMatch, IfMatch = new ObjectVersion { Tag = "\"0x0\"" } };

    private string? _writer;
    private int _puts;

    [Theory]
    [InlineData(HttpStatusCode.Conflict, "BlobAlreadyExists")]
    [InlineData(HttpStatusCode.PreconditionFailed, "ConditionNotMet")]
    public async Task A_repeated_create_that_its_own_first_attempt_refuses_is_a_success(HttpStatusCode status, string code)
    {
        var wire = new Wire(request => request.Method == HttpMethod.Head ? Blob(_writer!) : FirstLost(request, () => Wire.Refusal(status, code)));

        var made = await wire.Store().PutAsync(Place, Text("mine"), Create);

        Assert.Equal(["PUT", "PUT", "HEAD"], wire.Methods);
        Assert.Equal(4, made.Version.Size);
        Assert.Empty(made.Metadata);
    }

    [Theory]
    [InlineData(HttpStatusCode.Conflict, "BlobAlreadyExists")]
    [InlineData(HttpStatusCode.PreconditionFailed, "ConditionNotMet")]
    [InlineData(HttpStatusCode.Forbidden, "UnauthorizedBlobOverwrite")]
    public async Task What_another_writer_made_is_not_taken_for_ones_own(HttpStatusCode status, string code)
    {
        var wire = new Wire(request => request.Method == HttpMethod.Head ? Blob("another") : Wire.Refusal(status, code));

        await Assert.ThrowsAsync<DestinationExistsException>(() => wire.Store().PutAsync(Place, Text("mine"), Create));
    }

    [Fact]
    public async Task A_replacement_whose_reply_was_lost_is_a_success_and_another_is_a_change()
    {
        var mine = new Wire(request => request.Method == HttpMethod.Head ? Blob(_writer!) : FirstLost(request, Changed));
        var theirs = new Wire(request => request.Method == HttpMethod.Head ? Blob("another") : Changed());

        await mine.Store().PutAsync(Place, Text("mine"), Replace);
        await Assert.ThrowsAsync<DestinationChangedException>(() => theirs.Store().PutAsync(Place, Text("mine"), Replace));
    }

    [Fact]
    public async Task A_create_that_did_not_take_place_keeps_its_own_failure()
    {
        var wire = new Wire(request => request.Method == HttpMethod.Head
            ? Wire.Refusal(HttpStatusCode.NotFound, "BlobNotFound")
            : Wire.Refusal(HttpStatusCode.InternalServerError, "InternalError"));

        var failure = await Assert.ThrowsAsync<ServerFailureException>(() => wire.Store(retries: 0).PutAsync(Place, Text("mine"), Create));
        Assert.Equal("InternalError", failure.Error.Code);
    }

    [Theory]
    [InlineData(HttpStatusCode.PreconditionFailed, "LeaseIdMissing")]
    [InlineData(HttpStatusCode.Conflict, "BlobImmutableDueToPolicy")]
    public async Task The_same_statuses_for_other_reasons_are_no_answer_to_a_condition(HttpStatusCode status, string code)
    {
        var wire = new Wire(_ => Wire.Refusal(status, code));

        var refusal = await Assert.ThrowsAnyAsync<ApiException>(() => wire.Store().PutAsync(Place, Text("mine"), Create));

        Assert.Equal(code, refusal.Error.Code);
        Assert.NotNull(refusal.Error.Advice);
        Assert.Equal(["PUT"], wire.Methods);
    }

    [Fact]
    public async Task A_write_without_a_condition_carries_no_mark_and_is_repeated()
    {
        var wire = new Wire(request => FirstLost(request, () => Wire.Answer(HttpStatusCode.Created)));

        await wire.Store().PutAsync(Place, Text("mine"), new PutOptions());

        Assert.Null(_writer);
        Assert.Equal(["PUT", "PUT"], wire.Methods);
    }

    private static HttpResponseMessage Changed() => Wire.Refusal(HttpStatusCode.PreconditionFailed, "ConditionNotMet");

    private static HttpResponseMessage Blob(string writer) => Wire.Answer(HttpStatusCode.OK, new byte[4], ("x-ms-meta-sagetasks_writer", writer));

    private HttpResponseMessage FirstLost(HttpRequestMessage request, Func<HttpResponseMessage> then)
    {
        _writer = request.Headers.TryGetValues("x-ms-meta-sagetasks_writer", out var values) ? values.Single() : null;
        return _puts++ == 0 ? throw new HttpRequestException("The response ended prematurely.") : then();
    }

    private static ObjectContent Text(string text) => ObjectContent.Of(Encoding.UTF8.GetBytes(text));
}
