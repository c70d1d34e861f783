using SageTasks.ContractSuites;
using SageTasks.Runs;

namespace SageTasks.Tests.Runs.Ledgers;

/// <summary>The ledger contract on a folder.</summary>
public sealed class FileLedgerTests : LedgerSuite, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override bool KnowsAges => false;

    protected override ISubmissionLedger Open(TimeProvider time) => new FileLedger(_folder.Path, time);

    [Fact]
    public async Task A_file_that_cannot_be_read_is_an_error_that_names_it()
    {
        await using (var claim = await Open(TimeProvider.System).TryClaimAsync(Key, Lease))
        {
            Assert.NotNull(claim);
        }

        var file = Assert.Single(Directory.GetFiles(_folder.Path, "*.json", SearchOption.AllDirectories));
        await File.WriteAllTextAsync(file, "{ not json");

        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => Open(TimeProvider.System).ReadAsync(Key));
        Assert.Contains(file, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_intent_written_between_a_takers_reading_and_its_claim_is_not_lost()
    {
        // The taker died right after creating its claim: the next one must still see what the first holder wrote.
        await using var first = await Open(TimeProvider.System).TryClaimAsync(Key, Lease);
        await first!.RecordAsync(Entry("nonce-a1"));
        var work = Path.GetDirectoryName(Directory.GetFiles(_folder.Path, "*.json", SearchOption.AllDirectories).Single())!;
        await File.WriteAllTextAsync(
            FileLedger.PathOf(work, first.Fence + 1), """{"leaseUntil":"2001-01-01T00:00:00+00:00","isReleased":false,"inherits":true}""");

        await using var third = await Open(TimeProvider.System).TryClaimAsync(Key, Lease);

        Assert.Equal("nonce-a1", third!.Entry!.OpenIntent!.Nonce);
        await Assert.ThrowsAsync<LedgerClaimLostException>(() => first.RenewAsync());
    }
}
