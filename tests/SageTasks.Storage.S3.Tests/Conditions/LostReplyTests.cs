using SageTasks.Http;

namespace SageTasks.Storage.S3.Tests;

/// <summary>A write whose answer was lost is told from a write that came too late.</summary>
public sealed class LostReplyTests
{
    private static readonly Location Place = Location.Parse("s3://bucket/claim");
    private static readonly PutOptions Create = new() { Mode = PutMode.CreateNew };
    private readonly StrictS3 _s3 = new();

    [Fact]
    public async Task A_repeated_create_that_its_own_first_attempt_refuses_is_a_success()
    {
        using var store = _s3.Store();
        _s3.Faults.Enqueue(StrictFault.LoseReply);

        var made = await store.PutAsync(Place, Text("mine"), Create);

        Assert.Equal(4, made.Version.Size);
        Assert.Equal(["PUT", "PUT", "HEAD"], _s3.Requests.Select(request => request.Method));
        Assert.Empty(made.Metadata);
    }

    [Fact]
    public async Task The_same_bytes_of_another_writer_are_not_taken_for_ones_own()
    {
        using var store = _s3.Store();
        await store.PutAsync(Place, Text("claim"), Create);

        await Assert.ThrowsAsync<DestinationExistsException>(() => store.PutAsync(Place, Text("claim"), Create));
    }

    [Fact]
    public async Task A_create_without_any_answer_is_looked_up()
    {
        using var store = _s3.Store(Options(retries: 0));
        _s3.Faults.Enqueue(StrictFault.LoseReply);

        await store.PutAsync(Place, Text("mine"), Create);

        Assert.Equal(["PUT", "HEAD"], _s3.Requests.Select(request => request.Method));
    }

    [Fact]
    public async Task A_create_that_did_not_take_place_keeps_its_own_failure()
    {
        var wire = new Wire(request => request.Method == "HEAD" ? Wire.Answer(404) : Wire.Refusal(500, "InternalError", "again"));
        using var store = wire.Store();

        await Assert.ThrowsAsync<ServerFailureException>(() => store.PutAsync(Place, Text("mine"), Create));
    }

    [Fact]
    public async Task A_replacement_whose_reply_was_lost_is_a_success()
    {
        using var store = _s3.Store();
        var old = await store.PutAsync(Place, Text("old"), new PutOptions());
        _s3.Faults.Enqueue(StrictFault.LoseReply);
        var replace = new PutOptions { Mode = PutMode.IfMatch, IfMatch = old.Version };

        var made = await store.PutAsync(Place, Text("new"), replace);

        Assert.NotEqual(old.Version.Tag, made.Version.Tag);
        await Assert.ThrowsAsync<DestinationChangedException>(() => store.PutAsync(Place, Text("newer"), replace));
    }

    [Fact]
    public async Task A_conflict_is_tried_again()
    {
        using var store = _s3.Store();
        _s3.Faults.Enqueue(StrictFault.Conflict);
        _s3.Faults.Enqueue(StrictFault.Conflict);

        await store.PutAsync(Place, Text("mine"), Create);

        Assert.Equal(3, _s3.Requests.Count);
    }

    [Theory]
    [InlineData(PutMode.Overwrite)]
    [InlineData(PutMode.CreateNew)]
    public async Task A_completion_whose_reply_was_lost_is_a_success(PutMode mode)
    {
        using var store = _s3.Store();
        var upload = await store.BeginUploadAsync(Place, 4, 5 * 1024 * 1024, new PutOptions { Mode = mode });
        var part = await store.PutPartAsync(upload, 1, Text("mine"));
        _s3.Faults.Enqueue(StrictFault.LoseReply);

        var made = await store.CompleteUploadAsync(upload, [part]);

        Assert.Equal(4, made.Version.Size);
    }

    [Fact]
    public async Task A_completed_upload_that_was_overwritten_since_is_gone()
    {
        using var store = _s3.Store();
        var upload = await store.BeginUploadAsync(Place, 4, 5 * 1024 * 1024, new PutOptions());
        var part = await store.PutPartAsync(upload, 1, Text("mine"));
        await store.CompleteUploadAsync(upload, [part]);
        await store.PutAsync(Place, Text("else"), new PutOptions());

        await Assert.ThrowsAsync<UploadGoneException>(() => store.CompleteUploadAsync(upload, [part]));
        await Assert.ThrowsAsync<UploadGoneException>(() => store.PutPartAsync(upload, 1, Text("mine")));
    }

    [Fact]
    public async Task What_somebody_else_writes_right_after_a_completion_is_not_taken_for_its_object()
    {
        using var store = _s3.Store();
        var upload = await store.BeginUploadAsync(Place, 4, 5 * 1024 * 1024, new PutOptions());
        var part = await store.PutPartAsync(upload, 1, Text("mine"));
        _s3.Faults.Enqueue(StrictFault.Overtake);

        var made = await store.CompleteUploadAsync(upload, [part]);

        Assert.Equal(4, made.Version.Size);
        Assert.NotEqual((await store.StatAsync(Place))!.Version.Tag, made.Version.Tag);
    }

    [Fact]
    public async Task A_part_that_has_another_tag_by_now_is_missing_and_the_list_tells_its_tag()
    {
        using var store = _s3.Store();
        var upload = await store.BeginUploadAsync(Place, 4, 5 * 1024 * 1024, new PutOptions());
        var part = await store.PutPartAsync(upload, 1, Text("mine"));
        await store.PutPartAsync(upload, 1, Text("late"));

        await Assert.ThrowsAsync<UploadIncompleteException>(() => store.CompleteUploadAsync(upload, [part]));
        await store.CompleteUploadAsync(upload, [await store.ListPartsAsync(upload).SingleAsync()]);
    }

    [Fact]
    public async Task A_completion_in_conflict_starts_anew()
    {
        using var store = _s3.Store();
        var upload = await store.BeginUploadAsync(Place, 4, 5 * 1024 * 1024, Create);
        var part = await store.PutPartAsync(upload, 1, Text("mine"));
        await store.AbortUploadAsync(upload);
        _s3.Faults.Enqueue(StrictFault.Conflict);

        await Assert.ThrowsAsync<UploadGoneException>(() => store.CompleteUploadAsync(upload, [part]));
    }

    [Fact]
    public async Task The_writers_mark_is_not_shown()
    {
        using var store = _s3.Store();
        await store.PutAsync(Place, Text("mine"), Create with { Metadata = new Dictionary<string, string> { ["study"] = "syn1" } });

        Assert.Equal(["study"], (await store.StatAsync(Place))!.Metadata.Keys);
        Assert.NotNull(_s3.Requests[0].Header("x-amz-meta-sagetasks-writer"));
    }

    private static S3Options Options(int retries) =>
        new() { Region = "eu-west-1", AccessKey = "AKIDEXAMPLE", SecretKey = "a-secret-that-never-shows", MaxRetries = retries };

    private static ObjectContent Text(string text) => ObjectContent.Of(System.Text.Encoding.UTF8.GetBytes(text));
}
