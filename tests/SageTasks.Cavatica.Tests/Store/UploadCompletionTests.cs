using System.Net;
using SageTasks.Cavatica.Tests.Stubs;
using SageTasks.ContractSuites;
using SageTasks.Http;
using SageTasks.Storage;

namespace SageTasks.Cavatica.Tests.Store;

/// <summary>What becomes of an upload whose completion was answered in a way that leaves open what happened.</summary>
public sealed class UploadCompletionTests : IDisposable
{
    private const string Path = "/v2/upload/multipart/u1";

    private static readonly DateTimeOffset Began = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ObjectUpload Upload = new() { Location = Location.Parse("sbg://ann/p/a.bin"), Id = "u1", Size = 4, PartSize = 5 * 1024 * 1024, StartedAt = Began };

    private readonly StubCavatica _stub = new();
    private string? _file;
    private bool _isThere = true;
    private int _parts = 1;

    public UploadCompletionTests()
    {
        _stub.On("GET", "/v2/files", request => StubCavatica.Page(request, _file is null ? [] : [_file]));
        _stub.On("GET", Path, _ => _isThere
            ? StubCavatica.Json($$"""{"upload_id":"u1","part_size":5242880,"parts":[{{(_parts == 0 ? "" : """{"part_number":1}""")}}]}""")
            : StubCavatica.Json("{}", HttpStatusCode.NotFound));
    }

    public void Dispose() => _stub.Dispose();

    [Fact]
    public async Task A_name_that_another_writer_took_meanwhile_is_a_destination_that_exists()
    {
        Answer(HttpStatusCode.BadGateway, HttpStatusCode.Conflict);

        await Assert.ThrowsAsync<DestinationExistsException>(CompleteAsync);

        Assert.Equal(4, Completions);
    }

    [Fact]
    public async Task A_name_that_is_taken_at_once_is_a_destination_that_exists_at_once()
    {
        Answer(HttpStatusCode.Conflict);

        await Assert.ThrowsAsync<DestinationExistsException>(CompleteAsync);

        Assert.Equal(1, Completions);
    }

    [Theory]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task A_completion_that_was_still_at_work_has_made_the_file(HttpStatusCode second)
    {
        var answers = 0;
        _stub.On("POST", Path + "/complete", _ =>
        {
            if (++answers == 2)
            {
                Make(Began);
            }

            return StubCavatica.Json("{}", answers == 1 ? HttpStatusCode.BadGateway : second);
        });

        Assert.Equal(4, (await CompleteAsync()).Version.Size);
    }

    [Fact]
    public async Task A_completion_of_a_process_that_died_is_waited_for()
    {
        Answer(HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.OK);
        Make(Began);
        _isThere = true;

        Assert.Equal(4, (await CompleteAsync()).Version.Size);
    }

    [Fact]
    public async Task A_completion_of_a_process_that_died_may_have_made_the_file_already()
    {
        Answer(HttpStatusCode.BadRequest);
        Make(Began);

        Assert.Equal(4, (await CompleteAsync()).Version.Size);
    }

    [Fact]
    public async Task A_refusal_that_stays_is_told()
    {
        Answer(HttpStatusCode.BadRequest);

        await Assert.ThrowsAsync<InvalidRequestException>(CompleteAsync);

        Assert.Equal(3, Completions);
    }

    [Fact]
    public async Task Parts_that_the_platform_lacks_are_sent_again()
    {
        _parts = 0;
        Answer(HttpStatusCode.BadRequest);

        await Assert.ThrowsAsync<UploadIncompleteException>(CompleteAsync);
    }

    [Fact]
    public async Task Parts_that_are_not_listed_while_nobody_knows_are_not_missed()
    {
        _parts = 0;
        Answer(HttpStatusCode.BadGateway, HttpStatusCode.OK);
        Make(Began);
        _isThere = true;

        Assert.Equal(4, (await CompleteAsync()).Version.Size);
    }

    [Fact]
    public async Task A_server_that_never_says_anything_leaves_it_open()
    {
        Answer(HttpStatusCode.BadGateway);

        await Assert.ThrowsAsync<SubmissionUnknownException>(CompleteAsync);

        Assert.Equal(new TransferOptions().MaxAttempts, Completions);
    }

    [Theory]
    [InlineData(-2, 4, true)]
    [InlineData(0, 5, true)]
    [InlineData(0, 4, false)]
    public async Task A_file_that_is_older_or_of_another_size_is_not_the_uploads(int seconds, int size, bool isTimed)
    {
        Answer(HttpStatusCode.NotFound);
        Make(Began.AddSeconds(seconds), size);

        var upload = isTimed ? Upload : Upload with { StartedAt = null };

        await Assert.ThrowsAsync<UploadGoneException>(() => Store().CompleteUploadAsync(upload, []));
    }

    [Fact]
    public async Task An_upload_is_asked_for_its_beginning_where_the_answer_that_named_it_does_not_tell()
    {
        _stub.On("POST", "/v2/upload/multipart", """{"upload_id":"u1","part_size":5242880}""");
        _stub.On("GET", Path, """{"upload_id":"u1","part_size":5242880,"initiated":"2026-01-01T12:00:00Z"}""");

        var upload = await Store().BeginUploadAsync(Upload.Location, 4, 5 * 1024 * 1024, new PutOptions());

        Assert.Equal(Began, upload.StartedAt);
    }

    [Fact]
    public async Task Who_waits_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        var answers = 0;
        _stub.On("POST", Path + "/complete", _ =>
        {
            answers++;
            return StubCavatica.Json("{}", HttpStatusCode.BadGateway);
        });
        _stub.On("GET", Path, _ =>
        {
            source.Cancel();
            return StubCavatica.Json("""{"upload_id":"u1","parts":[{"part_number":1}]}""");
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store().CompleteUploadAsync(Upload, [], source.Token));

        Assert.Equal(1, answers);
    }

    private int Completions => _stub.Requests.Count(request => request.Method == "POST");

    private Task<ObjectInfo> CompleteAsync() => Store().CompleteUploadAsync(Upload, []);

    private CavaticaStore Store() => new(_stub.Client(time: new SkippingTime()));

    /// <summary>The file is there and the upload is not.</summary>
    private void Make(DateTimeOffset at, int size = 4)
    {
        _file = $$"""{"id":"f1","name":"a.bin","type":"file","size":{{size}},"modified_on":"{{at:yyyy-MM-ddTHH:mm:ssZ}}"}""";
        _isThere = false;
    }

    /// <summary>One answer after the other to completions; the last one stays.</summary>
    private void Answer(params HttpStatusCode[] statuses)
    {
        var answers = 0;
        _stub.On("POST", Path + "/complete", _ =>
        {
            var status = statuses[Math.Min(answers++, statuses.Length - 1)];
            return StubCavatica.Json(status == HttpStatusCode.OK ? """{"id":"f1","name":"a.bin","size":4}""" : "{}", status);
        });
    }
}
