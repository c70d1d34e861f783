using SageTasks.Storage;
using Xunit;

namespace SageTasks.ContractSuites;

public abstract partial class StoreSuite
{
    private const int Racers = 16;

    [ServerFact]
    public async Task creating_refuses_what_is_there()
    {
        var place = Harness.Place("taken");
        await PutAsync(place, "first");

        await Assert.ThrowsAsync<DestinationExistsException>(() => PutAsync(place, "second", new PutOptions { Mode = PutMode.CreateNew }));
        Assert.Equal("first", await ReadAsync(place));
    }

    [ServerFact]
    public async Task of_sixteen_creators_one_wins()
    {
        Assert.NotEqual(ConditionSupport.None, Can.ConditionalCreate);
        var place = Harness.Place("raced");
        var results = await Task.WhenAll(Enumerable.Range(0, Racers).Select(async racer =>
        {
            try
            {
                await PutAsync(place, $"racer {racer}", new PutOptions { Mode = PutMode.CreateNew });
                return racer;
            }
            catch (DestinationExistsException)
            {
                return -1;
            }
        }));

        var winner = Assert.Single(results, racer => racer >= 0);
        Assert.Equal($"racer {winner}", await ReadAsync(place));
    }

    [ServerFact]
    public async Task only_the_expected_version_is_replaced()
    {
        var place = Harness.Place("versioned");
        var old = await PutAsync(place, "old");
        var replaceOld = new PutOptions { Mode = PutMode.IfMatch, IfMatch = old.Version };
        if (Can.ConditionalOverwrite == ConditionSupport.None)
        {
            await Assert.ThrowsAsync<NotSupportedException>(() => PutAsync(place, "new", replaceOld));
            return;
        }

        await PutAsync(place, "new, and longer");
        await Assert.ThrowsAsync<DestinationChangedException>(() => PutAsync(place, "stale", replaceOld));
        await Store.DeleteAsync(place);
        await Assert.ThrowsAsync<DestinationChangedException>(() => PutAsync(place, "stale", replaceOld));
    }

    [ServerFact]
    public async Task options_that_contradict_themselves_are_refused_before_anything_is_sent()
    {
        var place = Harness.Place("options");

        await Assert.ThrowsAsync<ArgumentException>(() => PutAsync(place, "x", new PutOptions { Mode = PutMode.IfMatch }));
        await Assert.ThrowsAsync<ArgumentException>(() => PutAsync(place, "x", new PutOptions { IfMatch = new ObjectVersion { Tag = "\"a\"" } }));
        await Assert.ThrowsAsync<ArgumentException>(
            () => PutAsync(place, "x", new PutOptions { Metadata = new Dictionary<string, string> { ["a b"] = "c" } }));
        Assert.Null(await Store.StatAsync(place));
    }

    /// <summary>The capabilities that a probe finds are those that the store's own tests know of its server.</summary>
    [ServerFact]
    public async Task the_probe_finds_what_the_server_keeps()
    {
        var found = await StoreProbe.RunAsync(Store, Harness.Root);

        Assert.Equal(ProbedConditions, (found.ConditionalCreate, found.ConditionalOverwrite, found.ConditionalComplete));
        if (Can.List)
        {
            Assert.Empty(await ListAsync(Harness.Root));
        }
    }

    /// <summary>What the server behind this store really keeps: create, overwrite, complete.</summary>
    protected abstract (ConditionSupport Create, ConditionSupport Overwrite, ConditionSupport Complete) ProbedConditions { get; }
}
