using SageTasks.Synapse.Tests.Fixtures;
using SageTasks.Testing;

namespace SageTasks.Synapse.Tests.Annotations;

public sealed class AnnotationTests : IAsyncLifetime
{
    private const string Put = "PUT /repo/v1/entity/*/annotations2";

    private World _world = null!;

    private SynapseAnnotations Subject => new(_world.Client);

    public async Task InitializeAsync() => _world = await World.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Annotations_are_added_set_and_removed_and_others_stay()
    {
        await MergeAsync(("a", AnnotationValue.Of("1")), ("b", AnnotationValue.Of(2L)));

        var merged = await Subject.MergeAsync(new AnnotationMerge
        {
            Id = _world.Project,
            Set = new Dictionary<string, AnnotationValue> { ["b"] = AnnotationValue.Of(3L), ["c"] = AnnotationValue.Of(1.5, 2.5) },
            Remove = ["a", "never there"],
        });

        Assert.Equal(StoreOutcome.Updated, merged.Outcome);
        var now = await Subject.ReadAsync(_world.Project);
        Assert.Equal(["b", "c"], now.Values.Keys.Order());
        Assert.Equal(AnnotationValue.Of(3L), now.Values["b"]);
    }

    [Fact]
    public async Task A_merge_that_changes_nothing_writes_nothing()
    {
        await MergeAsync(("a", AnnotationValue.Of(1.0)));
        var before = _world.Count("annotations.updated");

        var again = await MergeAsync(("a", new AnnotationValue { Type = AnnotationType.Double, Values = ["1"] }));

        Assert.Equal(StoreOutcome.Unchanged, again.Outcome);
        Assert.Equal(before, _world.Count("annotations.updated"));
    }

    [Theory]
    [InlineData(FaultKind.Overtake)]
    [InlineData(FaultKind.DropReply)]
    [InlineData(FaultKind.FailAfter)]
    public async Task An_etag_that_is_outdated_is_read_again(FaultKind kind)
    {
        _world.Fault(World.Rule(kind, Put, 1, 2));

        await MergeAsync(("a", AnnotationValue.Of("1")));

        Assert.Equal(AnnotationValue.Of("1"), (await Subject.ReadAsync(_world.Project)).Values["a"]);
        Assert.Equal(2, _world.Server.Faults.Injected[kind]);
    }

    [Fact]
    public async Task Many_who_merge_at_once_all_find_their_annotations_afterwards()
    {
        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => MergeAsync(($"key{i}", AnnotationValue.Of((long)i)))));

        var now = await Subject.ReadAsync(_world.Project);
        Assert.Equal(6, now.Values.Count);
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("with-dash")]
    [InlineData("")]
    public async Task A_key_that_synapse_refuses_is_refused_before_any_request(string key)
    {
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => MergeAsync((key, AnnotationValue.Of("1"))));

        Assert.Contains($"'{key}'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_a_hundred_values_are_refused_before_any_request() =>
        await Assert.ThrowsAsync<ArgumentException>(() => MergeAsync(("a", AnnotationValue.Of(Enumerable.Range(0, 101).Select(i => (long)i)))));

    [Theory]
    [InlineData("LONG", "1.5")]
    [InlineData("TIMESTAMP_MS", "2024-02-03")]
    [InlineData("DOUBLE", "1,5")]
    [InlineData("BOOLEAN", "yes")]
    public async Task A_value_that_is_not_of_its_type_is_named_before_any_request(string type, string value)
    {
        using var stub = new StubSynapse();
        var merge = new AnnotationMerge { Id = "syn1", Set = new Dictionary<string, AnnotationValue> { ["depth"] = new() { Type = new AnnotationType(type), Values = [value] } } };

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => new SynapseAnnotations(stub.Client()).MergeAsync(merge));

        Assert.Contains($"'depth' has the value '{value}', which is no {type}", refused.Message, StringComparison.Ordinal);
        Assert.Empty(stub.Requests);
    }

    [Fact]
    public async Task More_than_a_hundred_keys_with_those_that_are_there_are_refused_and_nothing_is_written()
    {
        await MergeAsync([.. Enumerable.Range(0, 60).Select(i => ($"old{i}", AnnotationValue.Of("1")))]);

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => MergeAsync([.. Enumerable.Range(0, 41).Select(i => ($"new{i}", AnnotationValue.Of("1")))]));

        Assert.Contains("101 annotation keys", refused.Message, StringComparison.Ordinal);
        Assert.Equal(60, (await Subject.ReadAsync(_world.Project)).Values.Count);
    }

    [Fact]
    public async Task Every_type_comes_back_as_it_went()
    {
        var time = new DateTimeOffset(2026, 3, 1, 12, 30, 15, 250, TimeSpan.Zero);

        await MergeAsync(("b", AnnotationValue.Of(true, false)), ("d", AnnotationValue.Of(0.1, 1e-9)), ("t", AnnotationValue.Of(time)), ("s", AnnotationValue.Of("ä", "b")));

        var now = (await Subject.ReadAsync(_world.Project)).Values;
        Assert.Equal(AnnotationValue.Of(true, false), now["b"]);
        Assert.Equal(AnnotationValue.Of(0.1, 1e-9), now["d"]);
        Assert.Equal(AnnotationValue.Of(time), now["t"]);
        Assert.Equal(AnnotationValue.Of("ä", "b"), now["s"]);
    }

    [Fact]
    public async Task Annotations_become_a_row_of_a_sheet()
    {
        await MergeAsync(("sample", AnnotationValue.Of("s1")), ("lanes", AnnotationValue.Of(1L, 2L)));

        var row = (await Subject.ReadAsync(_world.Project)).ToRow();

        Assert.Equal("s1", row.GetString("sample"));
        Assert.Equal(["1", "2"], row.GetList("lanes"));
    }

    private Task<MergedAnnotations> MergeAsync(params (string Key, AnnotationValue Value)[] set) =>
        Subject.MergeAsync(new AnnotationMerge { Id = _world.Project, Set = set.ToDictionary(pair => pair.Key, pair => pair.Value) });
}
