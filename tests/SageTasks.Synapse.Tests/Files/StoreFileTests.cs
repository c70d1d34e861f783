using SageTasks.ContractSuites;
using SageTasks.Synapse.Tests.Fixtures;
using SageTasks.Testing;

namespace SageTasks.Synapse.Tests.Files;

public sealed class StoreFileTests : IAsyncLifetime
{
    private World _world = null!;

    public async Task InitializeAsync() => _world = await World.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_file_is_created_then_left_alone_then_gets_a_new_version()
    {
        var path = _world.Write("a.txt", "first");
        var request = new FileStore { Path = path, ParentId = _world.Project };

        var created = await _world.Files.StoreAsync(request);
        var again = await _world.Files.StoreAsync(request);
        _world.Write("a.txt", "second");
        var updated = await _world.Files.StoreAsync(request);

        Assert.Equal((StoreOutcome.Created, 1L, 5L), (created.Outcome, created.Id.Version, created.BytesUploaded));
        Assert.Equal((StoreOutcome.Unchanged, created.Id, 0L), (again.Outcome, again.Id, again.BytesUploaded));
        Assert.Equal((StoreOutcome.Updated, created.Id.At(2), 6L), (updated.Outcome, updated.Id, updated.BytesUploaded));
        Assert.Equal(World.Md5("second"u8.ToArray()), updated.Md5);
    }

    // Complaint 674: an unchanged file went up again and got a version.
    [Fact]
    public async Task An_unchanged_file_is_neither_uploaded_nor_given_a_version()
    {
        var request = new FileStore { Path = _world.Write("a.txt", "same"), ParentId = _world.Project };
        await _world.Files.StoreAsync(request);
        var before = _world.Server.Journal.Count;

        await _world.Files.StoreAsync(request);

        Assert.Equal(before, _world.Server.Journal.Count);
    }

    [Fact]
    public async Task A_forced_version_is_made_of_the_bytes_that_are_there()
    {
        var request = new FileStore { Path = _world.Write("a.txt", "same"), ParentId = _world.Project };
        await _world.Files.StoreAsync(request);

        var forced = await _world.Files.StoreAsync(request with { ForceVersion = true, VersionLabel = "release", VersionComment = "as sent" });

        Assert.Equal((StoreOutcome.Updated, 2L, 0L), (forced.Outcome, forced.Id.Version, forced.BytesUploaded));
        var file = (FileEntity)await _world.Client.GetEntityAsync(forced.Id);
        Assert.Equal(("release", "as sent"), (file.VersionLabel, file.VersionComment));
    }

    [Fact]
    public async Task An_empty_file_is_refused_before_any_request()
    {
        var before = _world.Server.Journal.Count;

        var refused = await Assert.ThrowsAsync<ArgumentException>(
            () => _world.Files.StoreAsync(new FileStore { Path = _world.Write("empty.txt", ""), ParentId = _world.Project }));

        Assert.Contains("0 bytes", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, _world.Server.Journal.Count);
    }

    // Complaint 680: a name with other letters led to minutes of retries.
    [Fact]
    public async Task A_name_that_synapse_refuses_is_refused_before_any_request()
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(
            () => _world.Files.StoreAsync(new FileStore { Path = _world.Write("größe.txt", "x"), ParentId = _world.Project }));

        Assert.Contains("'ö'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_local_name_that_synapse_refuses_goes_under_a_name_that_it_takes()
    {
        var stored = await _world.Files.StoreAsync(new FileStore { Path = _world.Write("größe.txt", "x"), ParentId = _world.Project, Name = "groesse.txt" });

        Assert.Equal("groesse.txt", stored.Name);
    }

    [Fact]
    public async Task A_missing_file_and_a_place_with_a_version_are_refused()
    {
        await Assert.ThrowsAsync<FileNotFoundException>(() => _world.Files.StoreAsync(new FileStore { Path = _world.PathOf("none"), ParentId = _world.Project }));
        await Assert.ThrowsAsync<ArgumentException>(
            () => _world.Files.StoreAsync(new FileStore { Path = _world.Write("a", "x"), ParentId = _world.Project.At(1) }));
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_named_and_nothing_is_sent()
    {
        var path = _world.Write("locked.txt", "x");
        using var locked = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        using var handler = new CancellingHandler(nth: 0, CancellationPoint.BeforeSending);

        var refused = await Assert.ThrowsAnyAsync<IOException>(() => new SynapseFiles(World.ClientOf(_world.Server, _world.Server.Token, handler))
            .StoreAsync(new FileStore { Path = path, ParentId = _world.Project }, cancellationToken: handler.Token));

        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
        Assert.Null(handler.Struck);
    }

    [Fact]
    public async Task A_folder_of_the_same_name_is_not_replaced()
    {
        await _world.Client.CreateEntityAsync(new Folder { Name = "thing", ParentId = _world.Project.ToString() });

        var refused = await Assert.ThrowsAsync<ArgumentException>(
            () => _world.Files.StoreAsync(new FileStore { Path = _world.Write("a", "x"), ParentId = _world.Project, Name = "thing" }));

        Assert.Contains("Folder", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Annotations_and_provenance_come_along_and_change_nothing_the_second_time()
    {
        var input = await _world.Files.StoreAsync(new FileStore { Path = _world.Write("in.txt", "in"), ParentId = _world.Project });
        var request = new FileStore
        {
            Path = _world.Write("out.txt", "out"),
            ParentId = _world.Project,
            Annotations = new Dictionary<string, AnnotationValue> { ["assay"] = AnnotationValue.Of("rnaSeq"), ["reads"] = AnnotationValue.Of(20_000L) },
            Provenance = new ProvenanceNote { Name = "counting", Used = [input.Id], Executed = ["https://github.com/nf-core/rnaseq"] },
        };

        var first = await _world.Files.StoreAsync(request);
        var second = await _world.Files.StoreAsync(request);

        Assert.Equal((true, true), (first.AnnotationsChanged, first.ProvenanceChanged));
        Assert.Equal((StoreOutcome.Unchanged, false, false), (second.Outcome, second.AnnotationsChanged, second.ProvenanceChanged));
        var activity = await _world.Client.GetGeneratedByAsync(first.Id.WithoutVersion());
        Assert.Equal(1, activity!.Used.OfType<UsedEntity>().Single(used => !used.WasExecuted).Reference!.TargetVersionNumber);
        Assert.True(activity.Used.OfType<UsedUrl>().Single().WasExecuted);
    }

    [Theory]
    [InlineData(FaultKind.DropReply)]
    [InlineData(FaultKind.FailAfter)]
    [InlineData(FaultKind.DropRequest)]
    [InlineData(FaultKind.FailBefore)]
    [InlineData(FaultKind.Throttle)]
    [InlineData(FaultKind.DeliverTwice)]
    public async Task Whatever_is_lost_on_the_way_one_file_with_one_version_comes_of_it(FaultKind kind)
    {
        var path = _world.Write("a.bin", World.Bytes(100_000));
        _world.Fault(World.Often(kind, "* /**", 0.35));

        var stored = await _world.Files.StoreAsync(new FileStore { Path = path, ParentId = _world.Project });

        _world.Server.Faults.Enabled = false;
        Assert.Equal((StoreOutcome.Created, 1L), (stored.Outcome, stored.Id.Version));
        Assert.Single(await _world.Client.GetChildrenAsync(_world.Project).ToListAsync());
        Assert.Equal(1, _world.Count("upload.completed"));
    }

    [Fact]
    public async Task A_lost_answer_to_the_creation_is_recognised_as_this_calls_own()
    {
        _world.Fault(World.Rule(FaultKind.DropReply, "POST /repo/v1/entity", 1));

        var stored = await _world.Files.StoreAsync(new FileStore { Path = _world.Write("a", "x"), ParentId = _world.Project });

        Assert.Equal(StoreOutcome.Created, stored.Outcome);
        Assert.Equal(1, _world.Server.Faults.Injected[FaultKind.DropReply]);
    }

    [Fact]
    public async Task A_lost_answer_to_the_new_version_is_recognised_as_this_calls_own()
    {
        var request = new FileStore { Path = _world.Write("a", "x"), ParentId = _world.Project };
        await _world.Files.StoreAsync(request);
        _world.Write("a", "y");
        _world.Fault(World.Rule(FaultKind.DropReply, "PUT /repo/v1/entity/*", 1));

        var stored = await _world.Files.StoreAsync(request);

        Assert.Equal((StoreOutcome.Updated, 2L), (stored.Outcome, stored.Id.Version));
    }

    [Fact]
    public async Task A_file_that_somebody_changes_meanwhile_is_read_again_and_changed_again()
    {
        var request = new FileStore { Path = _world.Write("a", "x"), ParentId = _world.Project };
        await _world.Files.StoreAsync(request);
        _world.Write("a", "y");
        _world.Fault(World.Rule(FaultKind.Overtake, "PUT /repo/v1/entity/*", 1, 2));

        var stored = await _world.Files.StoreAsync(request);

        Assert.Equal(StoreOutcome.Updated, stored.Outcome);
        Assert.Equal(2, _world.Server.Faults.Injected[FaultKind.Overtake]);
        var handle = (await _world.Client.GetBundleAsync(stored.Id, new EntityBundleRequest { IncludeFileHandles = true })).FileHandles![0];
        Assert.Equal(World.Md5("y"u8.ToArray()), handle.ContentMd5);
    }

    [Fact]
    public async Task Many_who_store_the_same_file_at_once_make_one_file_with_one_version()
    {
        var request = new FileStore { Path = _world.Write("a", "x"), ParentId = _world.Project };

        var stored = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _world.Files.StoreAsync(request)));

        Assert.Single(stored.Select(file => file.Id).Distinct());
        Assert.Equal(1, stored[0].Id.Version);
        Assert.Equal(0, _world.Count("entity.versioned"));
    }

    [Fact]
    public async Task Records_round_trip_with_default_options()
    {
        var stored = await _world.Files.StoreAsync(new FileStore { Path = _world.Write("a", "x"), ParentId = _world.Project });

        Assert.Equal(stored, System.Text.Json.JsonSerializer.Deserialize<StoredFile>(System.Text.Json.JsonSerializer.Serialize(stored)));
    }
}
