using SageTasks.Synapse.Tests.Fixtures;
using SageTasks.Testing;

namespace SageTasks.Synapse.Tests.Provenance;

public sealed class ProvenanceTests : IAsyncLifetime
{
    private static readonly ProvenanceNote Note = new() { Name = "run", Description = "d", Used = ["syn1.2", "https://x/data"], Executed = ["https://x/code"] };

    private World _world = null!;

    private SynapseProvenance Subject => new(_world.Client);

    public async Task InitializeAsync() => _world = await World.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task An_equal_note_is_recorded_once()
    {
        var id = await FileAsync("a");

        var first = await Subject.RecordAsync(id, Note);
        var second = await Subject.RecordAsync(id, Note with { Used = [.. Note.Used.Reverse()] });

        Assert.Equal((StoreOutcome.Created, StoreOutcome.Unchanged), (first.Outcome, second.Outcome));
        Assert.Equal(first.ActivityId, second.ActivityId);
        Assert.Equal(1, _world.Count("activity.created"));
    }

    [Fact]
    public async Task Another_note_takes_the_place_of_the_old_one_without_changing_it()
    {
        var id = await FileAsync("a");
        var first = await Subject.RecordAsync(id, Note);

        var second = await Subject.RecordAsync(id, Note with { Executed = [] });

        Assert.Equal(StoreOutcome.Updated, second.Outcome);
        Assert.Equal(3, (await _world.Client.GetActivityAsync(first.ActivityId)).Used.Count);
        Assert.Equal(2, (await _world.Client.GetGeneratedByAsync(id))!.Used.Count);
    }

    [Fact]
    public async Task Several_results_of_one_piece_of_work_share_its_activity()
    {
        SynapseId[] ids = [await FileAsync("a"), await FileAsync("b"), await FileAsync("c")];

        var records = await Subject.RecordAsync(ids, Note);

        Assert.Single(records.Select(record => record.ActivityId).Distinct());
        var made = await _world.Client.GetGeneratedAsync(records[0].ActivityId).ToListAsync();
        Assert.Equal(ids.Select(id => id.ToString()).Order(), made.Select(reference => reference.TargetId).Order());
    }

    [Fact]
    public async Task A_lost_answer_leaves_one_activity_attached()
    {
        var id = await FileAsync("a");
        _world.Fault(World.Rule(FaultKind.DropReply, "POST /repo/v1/activity", 1, 2), World.Rule(FaultKind.DropReply, "PUT /repo/v1/entity/*/generatedBy", 1));

        var record = await Subject.RecordAsync(id, Note);
        var again = await Subject.RecordAsync(id, Note);

        Assert.Equal((StoreOutcome.Unchanged, record.ActivityId), (again.Outcome, again.ActivityId));
    }

    [Fact]
    public async Task Text_that_is_neither_id_nor_address_is_refused() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Task.FromResult<ProvenanceSource>("a file"));

    [Fact]
    public void A_note_round_trips_with_default_options()
    {
        var back = System.Text.Json.JsonSerializer.Deserialize<ProvenanceNote>(System.Text.Json.JsonSerializer.Serialize(Note))!;

        Assert.Equal(Note.Used, back.Used);
        Assert.Equal(Note.Executed, back.Executed);
    }

    private async Task<SynapseId> FileAsync(string name) =>
        (await _world.Files.StoreAsync(new FileStore { Path = _world.Write(name, name), ParentId = _world.Project })).Id.WithoutVersion();
}
