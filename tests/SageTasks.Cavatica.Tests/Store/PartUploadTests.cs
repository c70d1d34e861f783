using System.Net;
using SageTasks.Cavatica.Tests.Stubs;
using SageTasks.Storage;

namespace SageTasks.Cavatica.Tests.Store;

/// <summary>Parts that do not arrive as they were sent, and files that come out wrong.</summary>
public sealed class PartUploadTests : IDisposable
{
    private const string Damaged = "00000000000000000000000000000000";

    private static readonly byte[] Bytes = [.. "ACGT"u8];
    private static readonly string Md5 = Digest.Of(Bytes, DigestAlgorithm.Md5).Value;
    private static readonly ObjectUpload Upload = new() { Location = Location.Parse("sbg://ann/p/a.bin"), Id = "u1", Size = Bytes.Length, PartSize = 5 * 1024 * 1024 };

    private readonly StubCavatica _stub = new();

    public void Dispose() => _stub.Dispose();

    [Fact]
    public async Task A_part_that_arrived_damaged_is_sent_again_also_after_a_refusal()
    {
        Answers(StubCavatica.Json("{}", HttpStatusCode.Forbidden), Tagged(Damaged), Tagged(Md5));

        var part = await Store().PutPartAsync(Upload, 1, ObjectContent.Of(Bytes));

        Assert.Equal(Md5, part.Tag);
        Assert.Equal(3, _stub.Requests.Count(request => request.Method == "PUT"));
        Assert.Contains(Md5, Assert.Single(_stub.Requests, request => request.Method == "POST").Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_that_encrypts_and_whose_tags_are_no_MD5_is_believed_the_second_time()
    {
        Answers(Tagged(Damaged), Tagged(Damaged));

        var part = await Store().PutPartAsync(Upload, 1, ObjectContent.Of(Bytes));

        Assert.Equal(Damaged, part.Tag);
        Assert.Equal(2, _stub.Requests.Count(request => request.Method == "PUT"));
    }

    [Fact]
    public async Task A_status_that_the_platform_does_not_name_is_no_success()
    {
        _stub.On("GET", "/v2/upload/multipart/u1/part/1", """{"url":"https://s3.example.org/f","success_codes":[200],"report":{"headers":["ETag"]}}""");
        Answers(StubCavatica.Json("{}", HttpStatusCode.Accepted, ("ETag", $"\"{Md5}\"")), Tagged(Md5));

        await Store().PutPartAsync(Upload, 1, ObjectContent.Of(Bytes));

        Assert.Equal(2, _stub.Requests.Count(request => request.Method == "PUT"));
        Assert.Single(_stub.Requests, request => request.Method == "POST");
    }

    [Fact]
    public async Task A_file_of_another_size_than_was_sent_is_a_failure()
    {
        _stub.On("POST", "/v2/upload/multipart/u1/complete", """{"id":"f1","name":"a.bin","size":3}""");

        var failure = await Assert.ThrowsAsync<TransferException>(() => Store().CompleteUploadAsync(Upload, []));

        Assert.Equal("sbg://ann/p/a.bin has 3 bytes, and 4 were sent.", failure.Message);
    }

    private CavaticaStore Store() => new(_stub.Client());

    private void Answers(params HttpResponseMessage[] answers)
    {
        var left = new Queue<HttpResponseMessage>(answers);
        _stub.On("PUT", "/f", _ => left.Dequeue());
    }

    private static HttpResponseMessage Tagged(string tag) => StubCavatica.Json("{}", HttpStatusCode.OK, ("ETag", $"\"{tag}\""));
}
