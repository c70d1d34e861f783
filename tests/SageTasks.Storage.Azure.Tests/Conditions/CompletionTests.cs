using System.Net;
using System.Text;
using SageTasks.Http;

namespace SageTasks.Storage.Azure.Tests;

/// <summary>What Azure's list of blocks says of an upload. (Azurite keeps the blocks of an upload when its blob is written, unlike Azure.)</summary>
public sealed class CompletionTests : IDisposable
{
    private static readonly UploadedPart[] Parts = [new() { Number = 1, Size = 4 }, new() { Number = 2, Size = 1 }];
    private readonly List<(string Id, int Size)> _waiting = [];
    private readonly List<(string Id, int Size)> _committed = [];
    private readonly Queue<HttpResponseMessage> _commits = [];
    private readonly Wire _wire;
    private Action _onCommit = static () => { };

    public CompletionTests() => _wire = new Wire(request => request.Method == HttpMethod.Get ? Blocks()
        : request.Method == HttpMethod.Head ? Wire.Refusal(HttpStatusCode.NotFound, "BlobNotFound")
        : Commit());

    public void Dispose() => _wire.Dispose();

    [Fact]
    public async Task Blocks_that_Azure_dropped_are_an_upload_that_is_gone()
    {
        var (store, upload) = await BeginAsync();

        await Assert.ThrowsAsync<UploadGoneException>(() => store.CompleteUploadAsync(upload, Parts));
        Assert.Equal(["GET", "HEAD"], _wire.Methods);
        Assert.Empty(await store.ListPartsAsync(upload).ToListAsync());
    }

    [Fact]
    public async Task A_block_of_another_size_than_its_part_does_not_become_an_object()
    {
        var (store, upload) = await BeginAsync();
        _waiting.AddRange([(BlockIds.Of(upload.Id, 1), 4), (BlockIds.Of(upload.Id, 2), 2)]);

        await Assert.ThrowsAsync<UploadGoneException>(() => store.CompleteUploadAsync(upload, Parts));
        Assert.Equal(["GET", "HEAD"], _wire.Methods);
    }

    [Fact]
    public async Task Blocks_that_vanish_before_the_commit_are_an_upload_that_is_gone()
    {
        var (store, upload) = await BeginAsync();
        Wait(upload);
        _commits.Enqueue(Wire.Refusal(HttpStatusCode.BadRequest, "InvalidBlockList"));
        _onCommit = () => _waiting.Clear();

        await Assert.ThrowsAsync<UploadGoneException>(() => store.CompleteUploadAsync(upload, Parts));
    }

    [Theory]
    [InlineData(HttpStatusCode.Conflict, "BlobAlreadyExists")]
    [InlineData(HttpStatusCode.PreconditionFailed, "ConditionNotMet")]
    public async Task Another_blob_than_ones_own_is_a_refusal(HttpStatusCode status, string code)
    {
        var (store, upload) = await BeginAsync();
        Wait(upload);
        _commits.Enqueue(Wire.Refusal(status, code));

        await Assert.ThrowsAsync<DestinationExistsException>(() => store.CompleteUploadAsync(upload, Parts));
    }

    [Fact]
    public async Task A_failure_that_left_the_blocks_waiting_stays_a_failure()
    {
        var (store, upload) = await BeginAsync();
        Wait(upload);
        _commits.Enqueue(Wire.Refusal(HttpStatusCode.InternalServerError, "InternalError"));

        await Assert.ThrowsAsync<ServerFailureException>(() => store.CompleteUploadAsync(upload, Parts));
    }

    [Fact]
    public async Task A_failure_after_the_commit_is_a_success()
    {
        var (store, upload) = await BeginAsync();
        Wait(upload);
        _commits.Enqueue(Wire.Refusal(HttpStatusCode.InternalServerError, "InternalError"));
        _onCommit = () =>
        {
            _committed.AddRange(_waiting);
            _waiting.Clear();
        };

        Assert.Equal(5, (await store.CompleteUploadAsync(upload, Parts)).Version.Size);
    }

    [Fact]
    public async Task All_parts_are_needed_in_order()
    {
        var (store, upload) = await BeginAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => store.CompleteUploadAsync(upload, [Parts[1], Parts[0]]));
        await Assert.ThrowsAsync<ArgumentException>(() => store.CompleteUploadAsync(upload, [Parts[0]]));
        await Assert.ThrowsAsync<ArgumentException>(() => store.PutPartAsync(upload, 1, ObjectContent.Of(new byte[3])));
        Assert.Empty(_wire.Requests);
    }

    private async Task<(AzureBlobStore Store, ObjectUpload Upload)> BeginAsync()
    {
        var store = _wire.Store(retries: 0);
        return (store, await store.BeginUploadAsync(Location.Parse("az://container/blob"), 5, 4, new PutOptions { Mode = PutMode.CreateNew }));
    }

    private void Wait(ObjectUpload upload) => _waiting.AddRange([(BlockIds.Of(upload.Id, 1), 4), (BlockIds.Of(upload.Id, 2), 1)]);

    private HttpResponseMessage Commit()
    {
        _onCommit();
        return _commits.Dequeue();
    }

    private HttpResponseMessage Blocks()
    {
        static string Xml(IEnumerable<(string Id, int Size)> blocks) => string.Concat(blocks.Select(block => $"<Block><Name>{block.Id}</Name><Size>{block.Size}</Size></Block>"));

        var text = $"<?xml version=\"1.0\" encoding=\"utf-8\"?><BlockList><CommittedBlocks>{Xml(_committed)}</CommittedBlocks><UncommittedBlocks>{Xml(_waiting)}</UncommittedBlocks></BlockList>";
        return Wire.Answer(HttpStatusCode.OK, Encoding.UTF8.GetBytes(text), ("Content-Type", "application/xml"));
    }
}
