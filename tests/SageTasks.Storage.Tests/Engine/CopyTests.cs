using SageTasks.ContractSuites;

namespace SageTasks.Storage.Tests;

public sealed class CopyTests
{
    public static TheoryData<int, MultipartSupport, bool> Sizes()
    {
        var data = new TheoryData<int, MultipartSupport, bool>();
        foreach (var size in new[] { 0, 1, EngineScene.PartSize - 1, EngineScene.PartSize, EngineScene.PartSize + 1, (7 * EngineScene.PartSize) + 7 })
        {
            data.Add(size, MultipartSupport.Parallel, false);
            data.Add(size, MultipartSupport.Sequential, false);
            data.Add(size, MultipartSupport.Parallel, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task an_object_arrives_whole_between_stores(int size, MultipartSupport multipart, bool streamed)
    {
        using var scene = new EngineScene(multipart, streamed ? Streamed.Limits : null);
        scene.Options.Concurrency = streamed ? Streamed.Concurrency : 4;
        var bytes = await scene.PutAsync(size);

        var result = await scene.CopyAsync();

        Data.Same(bytes, scene.To.Bytes(scene.Target));
        Assert.Equal(size, result.Size);
        Assert.Equal(size, result.BytesMoved);
        Assert.Equal(DigestAlgorithm.Md5, result.SourceVerifiedBy);
        Assert.Equal(DigestAlgorithm.Md5, result.DestinationVerifiedBy);
        Assert.Contains(Data.Md5(bytes), result.Digests);
        Assert.False(scene.HasJournal);
        Assert.Equal(0, scene.To.OpenUploads);
    }

    [Fact]
    public async Task large_parts_are_streamed_and_put_together()
    {
        using var scene = new EngineScene(limits: Streamed.Limits);
        scene.Options.Concurrency = Streamed.Concurrency;
        var bytes = await scene.PutAsync((5 * Data.MiB) + 3);

        var result = await scene.CopyAsync();

        Data.Same(bytes, scene.To.Bytes(scene.Target));
        Assert.Equal(2, scene.To.PartsTaken);
        Assert.Equal(DigestAlgorithm.Md5, result.SourceVerifiedBy);
    }

    [Fact]
    public async Task large_parts_go_side_by_side_where_the_source_states_no_digest_that_needs_order()
    {
        using var scene = new EngineScene(limits: Streamed.Limits) { From = new MemoryStore { Stated = [DigestAlgorithm.Crc32C] } };
        scene.Options.Concurrency = Streamed.Concurrency;
        var bytes = await scene.PutAsync((5 * Data.MiB) + 3);

        var result = await scene.CopyAsync();

        Data.Same(bytes, scene.To.Bytes(scene.Target));
        Assert.Equal(DigestAlgorithm.Crc32C, result.SourceVerifiedBy);
        Assert.Equal(DigestAlgorithm.Crc32C, result.DestinationVerifiedBy);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5 * EngineScene.PartSize)]
    public async Task files_go_up_and_come_down(int size)
    {
        using var scene = new EngineScene();
        var bytes = Data.Random(size);
        var file = Location.FromPath(scene.Folder.Write("reads", bytes));

        var up = await scene.Engine.CopyAsync(file, scene.Target);
        var down = await scene.Engine.CopyAsync(scene.Target, Location.FromPath(scene.Folder["back"]));

        Data.Same(bytes, scene.To.Bytes(scene.Target));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(scene.Folder["back"]));
        Assert.Null(up.SourceVerifiedBy);
        Assert.Equal(DigestAlgorithm.Crc32C, up.DestinationVerifiedBy);
        Assert.Equal(DigestAlgorithm.Md5, down.SourceVerifiedBy);
        Assert.Null(down.DestinationVerifiedBy);
        Assert.Equal(["back", "reads"], scene.Folder.Files);
    }

    [Fact]
    public async Task a_folder_or_prefix_takes_the_name_of_the_source()
    {
        using var scene = new EngineScene();
        var bytes = await scene.PutAsync(10);

        await scene.Engine.CopyAsync(scene.Source, Location.Parse("gs://bucket/folder/"));
        await scene.Engine.CopyAsync(scene.Source, Location.FromPath(scene.Folder.Root));

        Data.Same(bytes, scene.To.Bytes(Location.Parse("gs://bucket/folder/reads.fastq.gz")));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(scene.Folder["reads.fastq.gz"]));
    }

    [Fact]
    public async Task what_is_stored_beside_the_bytes_comes_along()
    {
        using var scene = new EngineScene();
        await scene.PutAsync(3 * EngineScene.PartSize, options: new PutOptions
        {
            ContentType = "application/gzip",
            Metadata = new Dictionary<string, string> { ["sample"] = "S1" },
        });

        await scene.CopyAsync();
        var copy = await scene.To.StatAsync(scene.Target);
        Assert.Equal("application/gzip", copy!.ContentType);
        Assert.Equal("S1", copy.Metadata["sample"]);

        await scene.CopyAsync(new CopyOptions { ContentType = "text/plain", Metadata = new Dictionary<string, string>() });
        copy = await scene.To.StatAsync(scene.Target);
        Assert.Equal("text/plain", copy!.ContentType);
        Assert.Empty(copy.Metadata);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(3 * EngineScene.PartSize)]
    public async Task conditions_are_kept(int size)
    {
        using var scene = new EngineScene();
        await scene.PutAsync(size);
        var first = await scene.CopyAsync(new CopyOptions { Mode = PutMode.CreateNew });

        await Assert.ThrowsAsync<DestinationExistsException>(() => scene.CopyAsync(new CopyOptions { Mode = PutMode.CreateNew }));
        var second = await scene.CopyAsync(new CopyOptions { Mode = PutMode.IfMatch, IfMatch = first.Version });
        await Assert.ThrowsAsync<DestinationChangedException>(
            () => scene.CopyAsync(new CopyOptions { Mode = PutMode.IfMatch, IfMatch = first.Version }));

        Assert.Equal(second.Version.Tag, (await scene.To.StatAsync(scene.Target))!.Version.Tag);
        Assert.Equal(0, scene.To.OpenUploads);
        Assert.False(scene.HasJournal);
    }

    [Fact]
    public async Task a_store_copies_by_itself_where_it_can_and_may()
    {
        using var scene = new EngineScene();
        var bytes = await scene.PutAsync(3 * EngineScene.PartSize);
        var beside = Location.Parse("s3://bucket/beside");

        var inside = await scene.Engine.CopyAsync(scene.Source, beside);
        Assert.True(inside.IsServerSide);
        Assert.Equal(0, inside.BytesMoved);
        Assert.Equal(DigestAlgorithm.Md5, inside.DestinationVerifiedBy);
        Data.Same(bytes, scene.From.Bytes(beside));

        var moved = await scene.Engine.CopyAsync(scene.Source, beside, new CopyOptions { AllowServerSide = false });
        Assert.False(moved.IsServerSide);
        Assert.Equal(bytes.Length, moved.BytesMoved);

        var hashed = await scene.Engine.CopyAsync(scene.Source, beside, new CopyOptions { Compute = [DigestAlgorithm.Sha256] });
        Assert.Contains(Data.Sha256(bytes), hashed.Digests);
        Assert.Equal(1, scene.From.ServerSideCopies);
    }

    [Fact]
    public async Task what_cannot_work_is_refused_before_anything_moves()
    {
        using var scene = new EngineScene();
        await scene.PutAsync(10);

        await Assert.ThrowsAsync<FileNotFoundException>(() => scene.Engine.CopyAsync(Location.Parse("s3://bucket/absent"), scene.Target));
        await Assert.ThrowsAsync<ArgumentException>(() => scene.Engine.CopyAsync(scene.Source, scene.Source));
        await Assert.ThrowsAsync<ArgumentException>(() => scene.Engine.CopyAsync(Location.Parse("s3://bucket/folder/"), scene.Target));
        await Assert.ThrowsAsync<ArgumentException>(() => scene.CopyAsync(new CopyOptions { Mode = PutMode.IfMatch }));
        var unknown = await Assert.ThrowsAsync<NotSupportedException>(() => scene.Engine.CopyAsync(scene.Source, Location.Parse("az://container/x")));
        Assert.Contains("az", unknown.Message, StringComparison.Ordinal);
        var readOnly = await Assert.ThrowsAsync<NotSupportedException>(() => scene.Engine.CopyAsync(scene.Source, Location.Parse("https://example.org/x")));
        Assert.Contains("only be read", readOnly.Message, StringComparison.Ordinal);
        Assert.Equal(0, scene.From.BytesRead);
    }

    [Fact]
    public async Task an_object_too_large_for_the_store_is_refused()
    {
        using var scene = new EngineScene(limits: new StoreLimits { MaxPartSize = EngineScene.PartSize, MaxParts = 2 });
        await scene.PutAsync((2 * EngineScene.PartSize) + 1);

        var error = await Assert.ThrowsAsync<TransferException>(() => scene.CopyAsync());

        Assert.Contains("131,073", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(3 * EngineScene.PartSize)]
    public async Task a_digest_that_the_store_wants_beforehand_is_computed_where_nobody_states_it(int size)
    {
        using var scene = new EngineScene { From = new MemoryStore { Stated = [] } };
        var picky = new MemoryStore { Schemes = [LocationScheme.Az] };
        picky = new MemoryStore { Schemes = [LocationScheme.Az], Capabilities = picky.Capabilities with { RequiredDigests = [DigestAlgorithm.Md5] } };
        IReadOnlyList<Digest> told = [];
        picky.OnPart = (upload, _) =>
        {
            told = upload.Options.Digests;
            return Task.CompletedTask;
        };
        var bytes = await scene.PutAsync(size);
        var engine = new TransferEngine(new ObjectStores(scene.From, picky), scene.Options);

        var result = await engine.CopyAsync(scene.Source, Location.Parse("az://container/copy"));

        Assert.Contains(Data.Md5(bytes), result.Digests);
        if (size > EngineScene.PartSize)
        {
            Assert.Equal([Data.Md5(bytes)], told);
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(3 * EngineScene.PartSize)]
    public async Task a_destination_that_states_no_digest_is_not_said_to_be_verified_by_one(int size)
    {
        using var scene = new EngineScene { To = new MemoryStore { Schemes = [LocationScheme.Gs], Stated = [] } };
        await scene.PutAsync(size);

        var result = await scene.CopyAsync();

        Assert.NotEmpty(scene.To.Capabilities.CheckedDigests);
        Assert.Equal(DigestAlgorithm.Md5, result.SourceVerifiedBy);
        Assert.Null(result.DestinationVerifiedBy);
    }
}
