using System.Text;
using SageTasks.Http;
using SageTasks.Storage;
using Xunit;

namespace SageTasks.ContractSuites;

/// <summary>What every store promises, whatever server is behind it. What it does not claim it must refuse.</summary>
public abstract partial class StoreSuite : IAsyncLifetime
{
    protected IStoreHarness Harness { get; private set; } = null!;

    private IObjectStore Store => Harness.Store;

    private StoreCapabilities Can => Store.Capabilities;

    protected abstract Task<IStoreHarness> StartAsync();

    public async Task InitializeAsync() => Harness = await StartAsync();

    public async Task DisposeAsync() => await Harness.DisposeAsync();

    [ServerFact]
    public async Task nothing_is_there_before_it_is_written()
    {
        var place = Harness.Place("absent");

        Assert.Null(await Store.StatAsync(place));
        var error = await Record.ExceptionAsync(() => ReadAsync(place));
        Assert.True(error is NotFoundException or FileNotFoundException, error?.ToString());
    }

    [ServerFact]
    public async Task what_was_written_is_read_back()
    {
        var place = Harness.Place("reads.txt");

        var written = await PutAsync(place, "ACGT");

        Assert.Equal(4, written.Version.Size);
        Assert.Equal(place, written.Location);
        Assert.Equal("ACGT", await ReadAsync(place));
        var found = await Store.StatAsync(place);
        Assert.Equal(4, found!.Version.Size);
        Assert.Equal(written.Version.Tag, found.Version.Tag);
    }

    [ServerTheory]
    [InlineData("with space.txt")]
    [InlineData("plus+and&.txt")]
    [InlineData("ünïcode-日本.txt")]
    [InlineData("percent%20.txt")]
    [InlineData("question?hash#.txt")]
    [InlineData("quote'\"<>.txt")]
    [InlineData("~tilde(1)=@:;,!*$.txt")]
    public async Task names_are_kept_as_they_are(string name)
    {
        var place = Harness.Place(name);
        if (!Harness.Takes(name))
        {
            var error = await Assert.ThrowsAsync<ArgumentException>(() => PutAsync(place, name));
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
            return;
        }

        await PutAsync(place, name);

        Assert.Equal(name, await ReadAsync(place));
        if (Can.List)
        {
            Assert.Equal([place], await ListAsync(Harness.Root));
        }
    }

    [ServerFact]
    public async Task an_empty_object_is_an_object()
    {
        if (Can.Limits.MinObjectSize > 0)
        {
            return;
        }

        var place = Harness.Place("empty");
        await PutAsync(place, "");

        Assert.Equal(0, (await Store.StatAsync(place))!.Version.Size);
        Assert.Equal("", await ReadAsync(place));
    }

    [ServerFact]
    public async Task a_stretch_is_read_as_asked()
    {
        var place = Harness.Place("range");
        var version = await PutAsync(place, "0123456789");

        await using var body = await Store.OpenAsync(place, new ByteRange(3, 4), version.Version);
        Assert.Equal(Can.RangedRead, body.IsRange);
        Assert.Equal(3, body.Offset);
        Assert.Equal(4, body.Length);
        Assert.Equal(10, body.Version.Size);
        Assert.Equal("3456", await TextAsync(body));
        await using var rest = await Store.OpenAsync(place, ByteRange.From(8), version.Version);
        Assert.Equal("89", await TextAsync(rest));
    }

    [ServerFact]
    public async Task bytes_of_a_version_are_never_those_of_the_next_one()
    {
        var place = Harness.Place("pinned");
        var old = await PutAsync(place, "first");
        await PutAsync(place, "second, and longer");

        if (Harness.KeepsVersions)
        {
            await using var body = await Store.OpenAsync(place, new ByteRange(0, 2), old.Version);
            Assert.Equal("fi", await TextAsync(body));
            return;
        }

        await Assert.ThrowsAsync<SourceChangedException>(() => Store.OpenAsync(place, new ByteRange(0, 2), old.Version));
    }

    [ServerFact]
    public async Task overwriting_replaces_the_whole()
    {
        var place = Harness.Place("twice");
        await PutAsync(place, "a long first version");
        await PutAsync(place, "short");

        Assert.Equal("short", await ReadAsync(place));
    }

    [ServerFact]
    public async Task deleting_is_repeatable()
    {
        var place = Harness.Place("gone");
        await PutAsync(place, "x");

        await Store.DeleteAsync(place);
        await Store.DeleteAsync(place);

        Assert.Null(await Store.StatAsync(place));
    }

    [ServerFact]
    public async Task a_list_holds_everything_below_the_prefix_in_order()
    {
        if (!Can.List)
        {
            Assert.Throws<NotSupportedException>(() => { _ = Store.ListAsync(Harness.Root).GetAsyncEnumerator(); });
            return;
        }

        string[] names = ["a/1", "a.txt", "a/2/3", "b", "A", "é", "a0"];
        foreach (var name in names.Where(Harness.Takes))
        {
            await PutAsync(Harness.Place(name), name);
        }

        string[] ordered = ["A", "a.txt", "a/1", "a/2/3", "a0", "b", "é"];
        Assert.Equal(ordered.Where(Harness.Takes), (await ListAsync(Harness.Root)).Select(NameBelowRoot));
        Assert.Equal(["a/1", "a/2/3"], (await ListAsync(Harness.Place("a/"))).Select(NameBelowRoot));
        Assert.Equal(["a.txt", "a/1", "a/2/3", "a0"], (await ListAsync(Harness.Place("a"))).Select(NameBelowRoot));
        Assert.Empty(await ListAsync(Harness.Place("nothing/")));
    }

    [ServerFact]
    public async Task media_type_and_metadata_come_back_where_they_are_claimed()
    {
        if (!Can.Metadata)
        {
            return;
        }

        var place = Harness.Place("described");
        await PutAsync(place, "x", new PutOptions
        {
            ContentType = "text/vcf",
            Metadata = new Dictionary<string, string> { ["study"] = "syn123", ["Note"] = "a b = ü" },
        });

        var found = await Store.StatAsync(place);
        Assert.Equal("text/vcf", found!.ContentType);
        Assert.Equal("syn123", found.Metadata["study"]);
        Assert.Equal("a b = ü", found.Metadata["note"]);
    }

    [ServerFact]
    public async Task what_comes_with_the_first_bytes_is_what_a_look_says()
    {
        var place = Harness.Place("looked-at");
        var options = Can.Metadata ? new PutOptions { ContentType = "text/vcf", Metadata = new Dictionary<string, string> { ["Note"] = "a b = ü" } } : new PutOptions();
        await PutAsync(place, "123456789", options);

        await using var body = await Store.OpenAsync(place, new ByteRange(0, 4), null);

        var found = await Store.StatAsync(place);
        Assert.Equal(Can.DescribesOnRead && Harness.DescribesStretches, body.Info is not null);
        if (body.Info is { } info)
        {
            Assert.Equal((place, found!.Version, found.ContentType), (info.Location, info.Version, info.ContentType));
            Assert.Equal(found.Metadata.Order(), info.Metadata.Order());
            Assert.Empty(info.Digests.Except(found.Digests));
            Assert.Equal(found.Digests.Count > 0, info.Digests.Count > 0);
        }
    }

    [ServerFact]
    public async Task stated_digests_are_right()
    {
        var place = Harness.Place("digested");
        await PutAsync(place, "123456789");

        var found = await Store.StatAsync(place);
        Assert.All(found!.Digests, digest =>
        {
            Assert.Contains(digest.Algorithm, Can.StatedDigests);
            Assert.Equal(Digest.Of("123456789"u8, digest.Algorithm), digest);
        });
    }

    [ServerFact]
    public async Task other_bytes_than_announced_are_refused_where_that_is_claimed()
    {
        foreach (var algorithm in Can.CheckedDigests)
        {
            var place = Harness.Place("lie-" + algorithm);
            var content = ObjectContent.Of("right"u8.ToArray());
            var lie = new PutOptions { Digests = [Digest.Of("wrong"u8, algorithm)] };

            await Assert.ThrowsAsync<DigestMismatchException>(() => Store.PutAsync(place, content, lie));
            Assert.Null(await Store.StatAsync(place));
        }
    }

    [ServerFact]
    public async Task a_cancelled_call_ends_as_cancelled()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        var place = Harness.Place("cancelled");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.StatAsync(place, source.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Store.OpenAsync(place, ByteRange.All, null, source.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Store.PutAsync(place, ObjectContent.Of("x"u8.ToArray()), new PutOptions(), source.Token));
        Assert.Null(await Store.StatAsync(place));
    }

    protected Task<ObjectInfo> PutAsync(Location place, string text, PutOptions? options = null) =>
        Store.PutAsync(place, ObjectContent.Of(Encoding.UTF8.GetBytes(text)), options ?? new PutOptions());

    protected async Task<string> ReadAsync(Location place)
    {
        await using var body = await Store.OpenAsync(place, ByteRange.All, null);
        return await TextAsync(body);
    }

    protected async Task<IReadOnlyList<Location>> ListAsync(Location prefix)
    {
        var found = new List<Location>();
        await foreach (var info in Store.ListAsync(prefix))
        {
            found.Add(info.Location);
        }

        return found;
    }

    private string NameBelowRoot(Location location) => location.Path[Harness.Root.Path.Length..].TrimStart('/');

    private static async Task<string> TextAsync(ObjectBody body)
    {
        using var reader = new StreamReader(body.Stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
