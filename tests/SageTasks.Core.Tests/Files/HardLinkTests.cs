using SageTasks.ContractSuites;
using SageTasks.Files;

namespace SageTasks.Tests.Files;

public sealed class HardLinkTests
{
    [Fact]
    public async Task Of_many_movers_to_one_name_one_wins_every_time()
    {
        using var folder = new TemporaryFolder();
        for (var round = 0; round < Rounds.Of(15); round++)
        {
            var target = Path.Combine(folder.Path, $"target-{round}");
            using var start = new Barrier(8);
            var wins = await Task.WhenAll(Enumerable.Range(0, 8).Select(mover => Task.Factory.StartNew(
                () =>
                {
                    var source = $"{target}.{mover}";
                    File.WriteAllText(source, $"{mover}");
                    start.SignalAndWait();
                    return HardLink.TryMove(source, target) ? mover : -1;
                },
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

            var winner = Assert.Single(wins, mover => mover >= 0);
            Assert.Equal($"{winner}", await File.ReadAllTextAsync(target));
        }
    }

    [Fact]
    public void A_folder_that_is_not_there_is_an_error_that_names_the_file()
    {
        using var folder = new TemporaryFolder();
        var source = Path.Combine(folder.Path, "source");
        File.WriteAllText(source, "x");

        var failure = Assert.Throws<IOException>(() => HardLink.TryMove(source, Path.Combine(folder.Path, "none", "target")));

        Assert.Contains("target", failure.Message, StringComparison.Ordinal);
    }
}
