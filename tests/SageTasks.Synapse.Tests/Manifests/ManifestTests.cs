using SageTasks.Synapse.Tests.Fixtures;
using SageTasks.Tables;

namespace SageTasks.Synapse.Tests.Manifests;

public sealed class ManifestTests : IAsyncLifetime
{
    private World _world = null!;

    public async Task InitializeAsync() => _world = await World.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Standard_columns_are_read_and_all_others_are_annotations()
    {
        var path = _world.Write("manifest.csv", """
            path,parentId,name,forceVersion,activityName,used,executed,assay,age,score,ok,taken,lanes,label,error,dataFileMD5Hex
            data/a.txt,syn7,b.txt,True,counting,syn1.2;data/b.txt,https://github.com/x/y,rnaSeq,40,1.5,true,2023-12-20T16:55:08Z,"[1,2,3]","[a,""b, c""]",none,abc
            """);

        var row = Assert.Single(await SynapseManifest.ReadAsync(path));

        Assert.Equal((_world.PathOf("data/a.txt"), "syn7", "b.txt", true), (row.Path, row.ParentId.ToString(), row.Name, row.ForceVersion));
        Assert.Equal(["syn1.2", _world.PathOf("data/b.txt")], row.Used);
        Assert.Equal(["https://github.com/x/y"], row.Executed);
        Assert.Equal(AnnotationValue.Of("rnaSeq"), row.Annotations["assay"]);
        Assert.Equal(AnnotationValue.Of(40L), row.Annotations["age"]);
        Assert.Equal(AnnotationValue.Of(1.5), row.Annotations["score"]);
        Assert.Equal(AnnotationValue.Of(true), row.Annotations["ok"]);
        Assert.Equal(AnnotationValue.Of(new DateTimeOffset(2023, 12, 20, 16, 55, 8, TimeSpan.Zero)), row.Annotations["taken"]);
        Assert.Equal(AnnotationValue.Of(1L, 2L, 3L), row.Annotations["lanes"]);
        Assert.Equal(AnnotationValue.Of("a", "b, c"), row.Annotations["label"]);
        Assert.Equal(7, row.Annotations.Count);
    }

    [Theory]
    [InlineData("007")]
    [InlineData("+1")]
    [InlineData("1e400")]
    [InlineData("NaN")]
    [InlineData("2023-12-20")]
    [InlineData("syn12")]
    public async Task Text_that_only_looks_like_a_number_stays_text(string text)
    {
        var row = Assert.Single(await SynapseManifest.ReadAsync(_world.Write("m.csv", $"path,parentId,id\na,syn1,{text}\n")));

        Assert.Equal(AnnotationValue.Of(text), row.Annotations["id"]);
    }

    [Theory]
    [InlineData("path,name\na,b\n", "parentId")]
    [InlineData("path,parentId\na,nonsense\n", "line 2")]
    [InlineData("path,parentId\n,syn1\n", "line 2")]
    [InlineData("path,parentId,synapseStore\na,syn1,perhaps\n", "perhaps")]
    public async Task A_broken_manifest_is_told_by_line_and_column(string text, string expected)
    {
        var refused = await Assert.ThrowsAsync<TableFormatException>(() => SynapseManifest.ReadAsync(_world.Write("m.csv", text)));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_written_is_read_back_the_same()
    {
        ManifestRow[] rows =
        [
            new()
            {
                Path = _world.PathOf("a,b.txt"), ParentId = "syn1", Id = "syn9", Name = "n", ActivityName = "act", Used = ["syn3", "https://x/y"],
                Annotations = new Dictionary<string, AnnotationValue>
                {
                    ["texts"] = AnnotationValue.Of("a,b", "say \"hi\""), ["n"] = AnnotationValue.Of(3L), ["when"] = AnnotationValue.Of(DateTimeOffset.UnixEpoch),
                },
            },
            new() { Path = "https://example.org/a.txt", ParentId = "syn1", SynapseStore = false },
        ];

        await SynapseManifest.WriteAsync(_world.PathOf("m.csv"), rows);
        var read = await SynapseManifest.ReadAsync(_world.PathOf("m.csv"));
        await SynapseManifest.WriteAsync(_world.PathOf("again.csv"), read);

        Assert.Equal(rows[0].Used, read[0].Used);
        Assert.Equal(rows[0].Annotations.OrderBy(pair => pair.Key), read[0].Annotations.OrderBy(pair => pair.Key));
        Assert.False(read[1].SynapseStore);
        Assert.Equal(await File.ReadAllBytesAsync(_world.PathOf("m.csv")), await File.ReadAllBytesAsync(_world.PathOf("again.csv")));
    }

    [Fact]
    public async Task The_files_of_a_manifest_are_stored_with_annotations_and_provenance_between_them()
    {
        _world.Write("in.txt", "input");
        _world.Write("out.txt", "output");
        var path = _world.Write("m.csv", $"""
            path,parentId,activityName,used,executed,assay,reads
            out.txt,{_world.Project},counting,in.txt,https://github.com/x/y,rnaSeq,7
            in.txt,{_world.Project},,,,rnaSeq,
            """);

        var stored = await _world.Folders.StoreAsync(await SynapseManifest.ReadAsync(path));
        var again = await _world.Folders.StoreAsync(await SynapseManifest.ReadAsync(path));

        Assert.Equal(["out.txt", "in.txt"], stored.Select(file => file.Name));
        Assert.All(again, file => Assert.Equal((StoreOutcome.Unchanged, 0L, false, false), (file.Outcome, file.BytesUploaded, file.AnnotationsChanged, file.ProvenanceChanged)));
        var activity = await _world.Client.GetGeneratedByAsync(stored[0].Id.WithoutVersion());
        Assert.Equal(stored[1].Id.WithoutVersion().ToString(), activity!.Used.OfType<UsedEntity>().Single().Reference!.TargetId);
        var annotations = await _world.Client.GetAnnotationsAsync(stored[0].Id.WithoutVersion());
        Assert.Equal(AnnotationValue.Of(7L), annotations.Values["reads"]);
    }

    [Fact]
    public async Task A_downloaded_manifest_can_be_stored_again_and_changes_nothing()
    {
        var stored = await _world.Files.StoreAsync(new FileStore
        {
            Path = _world.Write("a.txt", "x"),
            ParentId = await _world.Folders.EnsureAsync(_world.Project, "sub"),
            Annotations = new Dictionary<string, AnnotationValue> { ["code"] = AnnotationValue.Of("7"), ["list"] = AnnotationValue.Of("p", "q") },
            Provenance = new ProvenanceNote { Name = "made", Used = ["https://x/y"] },
        });
        var down = await _world.Folders.DownloadAsync(new FolderDownload { Id = _world.Project, Path = _world.PathOf("copy") });

        var again = await _world.Folders.StoreAsync(await SynapseManifest.ReadAsync(down.Manifest!));

        Assert.Equal((stored.Id, StoreOutcome.Unchanged, false, false), (again[0].Id, again[0].Outcome, again[0].AnnotationsChanged, again[0].ProvenanceChanged));
    }

    // Complaint 547: a manifest whose provenance named a file that was not there ended in a KeyError.
    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once_and_nothing_is_sent()
    {
        _world.Write("a.txt", "x");
        var path = _world.Write("m.csv", $"""
            path,parentId,used,name
            a.txt,{_world.Project},gone.txt,same
            missing.txt,{_world.Project},,same
            """);

        var refused = await Assert.ThrowsAsync<ArgumentException>(async () => await _world.Folders.StoreAsync(await SynapseManifest.ReadAsync(path)));

        Assert.Contains("gone.txt", refused.Message, StringComparison.Ordinal);
        Assert.Contains("there is no such file", refused.Message, StringComparison.Ordinal);
        Assert.Contains("2 files would be called", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await _world.Client.GetChildrenAsync(_world.Project).ToListAsync());
    }

    [Fact]
    public async Task A_web_address_becomes_a_file_that_points_to_it()
    {
        ManifestRow[] rows = [new() { Path = "https://example.org/data/genome.fa?download=1", ParentId = _world.Project, SynapseStore = false }];

        var first = await _world.Folders.StoreAsync(rows);
        var second = await _world.Folders.StoreAsync(rows);

        Assert.Equal(("genome.fa", StoreOutcome.Created), (first[0].Name, first[0].Outcome));
        Assert.Equal((first[0].Id, StoreOutcome.Unchanged), (second[0].Id, second[0].Outcome));
    }

    [Fact]
    public async Task A_row_that_names_its_entity_updates_it_under_its_name()
    {
        var stored = await _world.Files.StoreAsync(new FileStore { Path = _world.Write("a.txt", "x"), ParentId = _world.Project, Name = "the name" });

        var again = await _world.Folders.StoreAsync([new ManifestRow { Path = _world.Write("other.txt", "y"), ParentId = _world.Project, Id = stored.Id.WithoutVersion() }]);

        Assert.Equal(stored.Id.At(2), again[0].Id);
    }
}
