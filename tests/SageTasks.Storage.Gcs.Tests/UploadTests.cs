using SageTasks.Http;
using SageTasks.Testing;

namespace SageTasks.Storage.Gcs.Tests;

public sealed class UploadTests
{
    private const int Quantum = GcsScene.Quantum;
    private const int PartSize = 2 * Quantum;

    private static readonly byte[] Content = GcsScene.Bytes((2 * PartSize) + Quantum + 7);

    [Theory]
    [InlineData(2 * PartSize)]
    [InlineData(Quantum)]
    [InlineData(1)]
    [InlineData(0)]
    public async Task whatever_the_size_the_object_appears_with_the_completion(int size)
    {
        await using var scene = await GcsScene.StartAsync();
        var content = Content[..size];
        var upload = await scene.Store.BeginUploadAsync(GcsScene.Place("x"), size, PartSize, new PutOptions());

        var parts = await PutAsync(scene.Store, upload, content);
        Assert.Null(await scene.Store.StatAsync(GcsScene.Place("x")));
        var made = await scene.Store.CompleteUploadAsync(upload, parts);

        Assert.Equal(size, made.Version.Size);
        Assert.Equal(content, await scene.BytesAsync("x"));
    }

    [Fact]
    public async Task a_lost_reply_to_the_completion_makes_one_object()
    {
        await using var scene = await GcsScene.StartAsync();
        var (upload, parts) = await PreparedAsync(scene);
        scene.Server.Faults.Strike(FaultKind.DropReply, "PUT /upload/**");

        var made = await scene.Store.CompleteUploadAsync(upload, parts);

        Assert.Equal(Content.Length, made.Version.Size);
        Assert.Equal(1, scene.Created("x"));
    }

    [Fact]
    public async Task a_lost_reply_to_a_creating_completion_is_not_taken_for_somebody_else_s_object()
    {
        await using var scene = await GcsScene.StartAsync();
        var (upload, parts) = await PreparedAsync(scene, new PutOptions { Mode = PutMode.CreateNew });
        scene.Server.Faults.Strike(FaultKind.DropReply, "PUT /upload/**");

        var made = await scene.Store.CompleteUploadAsync(upload, parts);

        Assert.Equal(made.Version.Tag, (await scene.Store.StatAsync(GcsScene.Place("x")))!.Version.Tag);
    }

    [Theory]
    [InlineData(FaultKind.ShortWrite)]
    [InlineData(FaultKind.DropReply)]
    [InlineData(FaultKind.FailAfter)]
    [InlineData(FaultKind.FailBefore)]
    public async Task what_is_kept_is_not_sent_again(FaultKind fault)
    {
        await using var scene = await GcsScene.StartAsync();
        var upload = await scene.Store.BeginUploadAsync(GcsScene.Place("x"), Content.Length, PartSize, new PutOptions());
        scene.Server.Faults.Strike(fault, "PUT /upload/**");

        var parts = await PutAsync(scene.Store, upload, Content);
        await scene.Store.CompleteUploadAsync(upload, parts);

        Assert.Equal(Content, await scene.BytesAsync("x"));
        var kept = scene.Server.Journal.OfKind("upload.received").Select(entry => entry.Payload.GetProperty("received").GetInt64()).ToList();
        Assert.Equal(kept.Distinct(), kept);
        Assert.Equal(1, scene.Server.Faults.Injected[fault]);
    }

    [Fact]
    public async Task half_a_chunk_and_then_a_503_goes_on_from_the_half()
    {
        await using var scene = await GcsScene.StartAsync();
        var upload = await scene.Store.BeginUploadAsync(GcsScene.Place("x"), Content.Length, PartSize, new PutOptions());
        scene.Server.Faults.Strike(FaultKind.ShortWrite, "PUT /upload/**");
        scene.Server.Faults.Add(new FaultRule { Kind = FaultKind.FailAfter, Route = "PUT /upload/**", Nth = [1], Status = 503 });

        await scene.Store.CompleteUploadAsync(upload, await PutAsync(scene.Store, upload, Content));

        Assert.Equal(Content, await scene.BytesAsync("x"));
        var kept = scene.Server.Journal.OfKind("upload.received").Select(entry => entry.Payload.GetProperty("received").GetInt64());
        Assert.Equal([Quantum, PartSize, 2 * PartSize, (2 * PartSize) + Quantum, Content.Length], kept);
    }

    [Fact]
    public async Task another_process_goes_on_from_the_middle_of_a_part()
    {
        await using var scene = await GcsScene.StartAsync();
        var upload = await scene.Store.BeginUploadAsync(GcsScene.Place("x"), Content.Length, PartSize, new PutOptions());
        await PutAsync(scene.Store, upload, Content, 1);
        using (var http = new HttpClient())
        {
            // Half of the second part arrived before the first process died.
            using var half = new ByteArrayContent(Content, PartSize, Quantum) { Headers = { { "Content-Range", $"bytes {PartSize}-{PartSize + Quantum - 1}/*" } } };
            using var answer = await http.PutAsync(new Uri(upload.Id), half);
        }

        var other = scene.NewStore();
        var listed = await other.ListPartsAsync(upload).ToListAsync();
        Assert.Equal([1], listed.Select(part => part.Number));
        var made = await other.CompleteUploadAsync(upload, [.. listed, .. await PutAsync(other, upload, Content, 2, 3)]);

        Assert.Equal(Content, await scene.BytesAsync("x"));
        Assert.Equal(Digest.Of(Content, DigestAlgorithm.Crc32C), made.Digests.Single(digest => digest.Algorithm == DigestAlgorithm.Crc32C));
        var kept = scene.Server.Journal.OfKind("upload.received").Select(entry => entry.Payload.GetProperty("received").GetInt64());
        Assert.Equal([PartSize, PartSize + Quantum, 2 * PartSize, (2 * PartSize) + Quantum, Content.Length], kept);
    }

    [Fact]
    public async Task another_process_that_completes_without_the_last_part_is_told()
    {
        await using var scene = await GcsScene.StartAsync();
        var (upload, parts) = await PreparedAsync(scene);
        var other = scene.NewStore();

        await Assert.ThrowsAsync<UploadIncompleteException>(() => other.CompleteUploadAsync(upload, parts));
        var last = await PutAsync(other, upload, Content, 3);
        await other.CompleteUploadAsync(upload, [.. parts.Take(2), .. last]);

        Assert.Equal(Content, await scene.BytesAsync("x"));
    }

    [Fact]
    public async Task a_part_before_its_turn_is_refused()
    {
        await using var scene = await GcsScene.StartAsync();
        var upload = await scene.Store.BeginUploadAsync(GcsScene.Place("x"), Content.Length, PartSize, new PutOptions());

        await Assert.ThrowsAsync<UploadIncompleteException>(() => PutAsync(scene.Store, upload, Content, 2));
        await Assert.ThrowsAsync<ArgumentException>(() => scene.Store.PutPartAsync(upload, 1, ObjectContent.Of(new byte[3])));
        await Assert.ThrowsAsync<ArgumentException>(() => scene.Store.BeginUploadAsync(GcsScene.Place("x"), 10, 3, new PutOptions()));
    }

    [Fact]
    public async Task an_expired_session_is_gone_unless_its_object_is_there()
    {
        await using var scene = await GcsScene.StartAsync();
        var options = new PutOptions { Digests = [Digest.Of(Content, DigestAlgorithm.Crc32C)] };
        var (upload, parts) = await PreparedAsync(scene, options);
        scene.Server.ExpireUploads();
        await Assert.ThrowsAsync<UploadGoneException>(() => scene.Store.CompleteUploadAsync(upload, parts));
        await Assert.ThrowsAsync<UploadGoneException>(() => scene.NewStore().PutPartAsync(upload, 1, Part(upload, Content, 1)));
        await Assert.ThrowsAsync<UploadGoneException>(async () => await scene.NewStore().ListPartsAsync(upload).ToListAsync());

        var (second, again) = await PreparedAsync(scene, options);
        var made = await scene.Store.CompleteUploadAsync(second, again);
        scene.Server.ExpireUploads();
        var found = await scene.Store.CompleteUploadAsync(second, again);

        Assert.Equal(made.Version.Tag, found.Version.Tag);
    }

    [Fact]
    public async Task other_bytes_than_announced_are_refused_at_the_end()
    {
        await using var scene = await GcsScene.StartAsync();
        var lie = Digest.Of("other"u8, DigestAlgorithm.Crc32C);
        var (upload, parts) = await PreparedAsync(scene, new PutOptions { Digests = [lie] });

        var error = await Assert.ThrowsAsync<DigestMismatchException>(() => scene.Store.CompleteUploadAsync(upload, parts));

        Assert.Equal((lie, Digest.Of(Content, DigestAlgorithm.Crc32C)), (error.Expected, error.Actual));
        Assert.Null(await scene.Store.StatAsync(GcsScene.Place("x")));
    }

    [Fact]
    public async Task a_server_that_stays_down_ends_it_and_a_later_call_goes_on()
    {
        await using var scene = await GcsScene.StartAsync();
        var upload = await scene.Store.BeginUploadAsync(GcsScene.Place("x"), Content.Length, PartSize, new PutOptions());
        scene.Server.Faults.Add(new FaultRule { Kind = FaultKind.FailBefore, Route = "PUT /upload/**", Probability = 1 });

        await Assert.ThrowsAsync<ServerFailureException>(() => PutAsync(scene.Store, upload, Content, 1));
        scene.Server.Faults.Remove(FaultKind.FailBefore);
        await scene.Store.CompleteUploadAsync(upload, await PutAsync(scene.Store, upload, Content));

        Assert.Equal(Content, await scene.BytesAsync("x"));
    }

    [Fact]
    public async Task a_store_that_keeps_nothing_ends_it()
    {
        await using var scene = await GcsScene.StartAsync();
        var upload = await scene.Store.BeginUploadAsync(GcsScene.Place("x"), Quantum, Quantum, new PutOptions());
        scene.Server.Faults.Add(new FaultRule { Kind = FaultKind.ShortWrite, Route = "PUT /upload/**", Probability = 1 });

        await Assert.ThrowsAsync<TransferException>(() => PutAsync(scene.Store, upload, Content[..Quantum]));
    }

    [Fact]
    public async Task a_source_that_fails_is_named_and_a_streamed_part_can_be_sent_again()
    {
        await using var scene = await GcsScene.StartAsync();
        var upload = await scene.Store.BeginUploadAsync(GcsScene.Place("x"), Content.Length, PartSize, new PutOptions());
        var broken = ObjectContent.Of(PartSize, _ => throw new SourceChangedException("it was replaced"));

        await Assert.ThrowsAsync<SourceChangedException>(() => scene.Store.PutPartAsync(upload, 1, broken));
        scene.Server.Faults.Strike(FaultKind.ShortWrite, "PUT /upload/**");
        var parts = new List<UploadedPart>();
        for (var number = 1; number <= upload.PartCount; number++)
        {
            var bytes = Content[(int)upload.OffsetOf(number)..(int)(upload.OffsetOf(number) + upload.LengthOf(number))];
            parts.Add(await scene.Store.PutPartAsync(upload, number, ObjectContent.Of(bytes.Length, _ => ValueTask.FromResult<Stream>(new MemoryStream(bytes)))));
        }

        await scene.Store.CompleteUploadAsync(upload, parts);

        Assert.Equal(Content, await scene.BytesAsync("x"));
    }

    [Fact]
    public async Task the_address_of_a_session_is_shown_nowhere()
    {
        await using var scene = await GcsScene.StartAsync();
        var upload = await scene.Store.BeginUploadAsync(GcsScene.Place("x"), Content.Length, PartSize, new PutOptions());
        var secret = upload.Id[(upload.Id.IndexOf("upload_id=", StringComparison.Ordinal) + 10)..];
        scene.Server.Faults.Add(new FaultRule { Kind = FaultKind.FailBefore, Route = "PUT /upload/**", Probability = 1 });

        var error = await Assert.ThrowsAsync<ServerFailureException>(() => PutAsync(scene.Store, upload, Content, 1));

        Assert.True(secret.Length > 20);
        Assert.DoesNotContain(secret, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, upload.ToString(), StringComparison.Ordinal);
        Assert.Contains("upload_id=***", error.Error.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task sessions_are_asked_without_a_token()
    {
        await using var scene = await GcsScene.StartAsync();
        var (upload, parts) = await PreparedAsync(scene);
        scene.Server.RevokeToken(scene.Server.Token);

        await scene.Store.CompleteUploadAsync(upload, parts);

        Assert.Equal(1, scene.Created("x"));
        Assert.Empty(await scene.Store.ListUploadsAsync(GcsScene.Place("")).ToListAsync());
    }

    private static async Task<(ObjectUpload Upload, IReadOnlyList<UploadedPart> Parts)> PreparedAsync(GcsScene scene, PutOptions? options = null)
    {
        var upload = await scene.Store.BeginUploadAsync(GcsScene.Place("x"), Content.Length, PartSize, options ?? new PutOptions());
        return (upload, await PutAsync(scene.Store, upload, Content));
    }

    private static async Task<List<UploadedPart>> PutAsync(GcsStore store, ObjectUpload upload, byte[] content, params int[] numbers)
    {
        var parts = new List<UploadedPart>();
        foreach (var number in numbers.Length > 0 ? numbers : Enumerable.Range(1, upload.PartCount))
        {
            parts.Add(await store.PutPartAsync(upload, number, Part(upload, content, number)));
        }

        return parts;
    }

    private static ObjectContent Part(ObjectUpload upload, byte[] content, int number) =>
        ObjectContent.Of(content.AsMemory((int)upload.OffsetOf(number), (int)upload.LengthOf(number)));
}
