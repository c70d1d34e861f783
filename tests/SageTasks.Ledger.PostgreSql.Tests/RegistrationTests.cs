using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SageTasks.ContractSuites;
using SageTasks.Runs;

namespace SageTasks.Ledger.PostgreSql.Tests;

/// <summary>The ledger as an application registers it, and what it counts.</summary>
[RequiresServer(PostgreSqlServer.Name)]
[Collection(PostgreSqlServer.Name)]
public sealed class RegistrationTests(PostgreSqlServer server)
{
    private static readonly SubmissionKey Key = SubmissionKey.Parse("abcdefghijklmnopqrstuvwxyz");
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    [ServerFact]
    public async Task The_guard_gets_the_ledger_by_its_address()
    {
        await using var scene = await LedgerScene.StartAsync(server);
        var address = await server.AddressAsync();
        var services = new ServiceCollection();
        services.AddSageTasks().AddPostgreSqlLedger(options => (options.ConnectionString, options.Schema) = (address, scene.Schema)).AddSubmissionGuard();
        await using var provider = services.BuildServiceProvider();

        await using var claim = await provider.GetRequiredService<ISubmissionLedger>().TryClaimAsync(Key, Lease);

        Assert.NotNull(claim);
        Assert.Same(provider.GetRequiredService<PostgreSqlLedger>(), provider.GetRequiredService<ISubmissionLedger>());
        Assert.NotNull(provider.GetRequiredService<SubmissionGuard>());
    }

    [ServerFact]
    public async Task The_applications_own_data_source_is_used_and_left_open()
    {
        await using var scene = await LedgerScene.StartAsync(server);
        var services = new ServiceCollection();
        services.AddSingleton(scene.Admin);
        services.AddSageTasks().AddPostgreSqlLedger(options => options.Schema = scene.Schema);
        await using (var provider = services.BuildServiceProvider())
        {
            Assert.Null(await provider.GetRequiredService<ISubmissionLedger>().ReadAsync(Key));
            await provider.GetRequiredService<PostgreSqlLedger>().DisposeAsync();
            Assert.Equal(1, await scene.AskAsync<int>("SELECT 1"));
        }
    }

    [ServerFact]
    public async Task Claims_are_counted_by_their_outcome()
    {
        await using var scene = await LedgerScene.StartAsync(server);
        var seen = new List<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name is "sagetasks.ledger.claims" or "sagetasks.ledger.lost")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => seen.Add($"{instrument.Name} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}"));
        listener.Start();
        await using var ledger = scene.Open();

        var first = await ledger.TryClaimAsync(Key, Lease);
        await ledger.TryClaimAsync(Key, Lease);
        await scene.DoAsync($"UPDATE {scene.Schema}.submissions SET lease_until = now()");
        await using var second = await ledger.TryClaimAsync(Key, Lease);
        await Assert.ThrowsAsync<LedgerClaimLostException>(() => first!.RenewAsync());

        Assert.Equal(
            ["sagetasks.ledger.claims postgresql granted", "sagetasks.ledger.claims postgresql held",
             "sagetasks.ledger.claims postgresql taken_over", "sagetasks.ledger.lost postgresql"],
            seen);
    }

    [Fact]
    public void Options_that_name_no_database_are_refused()
    {
        var services = new ServiceCollection();
        services.AddSageTasks().AddPostgreSqlLedger();
        using var provider = services.BuildServiceProvider();

        var failure = Assert.Throws<OptionsValidationException>(provider.GetRequiredService<PostgreSqlLedger>);

        Assert.Contains("Which database?", failure.Message, StringComparison.Ordinal);
    }
}
