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
    public async Task A_writer_that_slept_while_others_went_on_finds_out_although_its_number_is_free_again()
    {
        var time = new ShiftedTime(TimeSpan.Zero);
        var slept = await Open(time).TryClaimAsync(Key, Lease);
        for (var hand = 0; hand < 3; hand++)
        {
            time.Shift += 2 * Lease;
            await using var other = await Open(time).TryClaimAsync(Key, Lease);
            await other!.RecordAsync(Entry($"nonce-{hand}"));
        }

        await Assert.ThrowsAsync<LedgerClaimLostException>(() => slept!.RecordAsync(Entry("nonce-late")));

        Assert.Equal("nonce-2", (await Open(time).ReadAsync(Key))!.OpenIntent!.Nonce);
        Assert.Single(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task A_taker_that_died_between_writing_and_cleaning_up_leaves_what_is_known()
    {
        await using (var first = await Open(TimeProvider.System).TryClaimAsync(Key, Lease))
        {
            await first!.RecordAsync(Entry("nonce-a1"));
        }

        var last = Directory.GetFiles(_folder.Path, "*.json", SearchOption.AllDirectories).Single();
        File.Copy(last, Path.Combine(Path.GetDirectoryName(last)!, "000000000009.json"));

        await using var third = await Open(TimeProvider.System).TryClaimAsync(Key, Lease);

        Assert.Equal("nonce-a1", third!.Entry!.OpenIntent!.Nonce);
        Assert.Equal(10, third.Fence);
    }
}
