namespace SageTasks.Testing.Tests;

public sealed class StateStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("state-store-").FullName;

    private string StatePath => Path.Combine(_folder, "state.jsonl");

    private string JournalPath => Path.Combine(_folder, "journal.jsonl");

    [Fact]
    public void documents_and_journal_are_there_again()
    {
        using (var store = Open())
        {
            store.Begin().Set("run", "1", "one", TextJson.Default.String).Record("run.created", "1", "one", TextJson.Default.String).Commit();
            store.Begin().Set("run", "2", "two", TextJson.Default.String).Record("run.created", "2", "two", TextJson.Default.String).Commit();
            store.Begin().Set("run", "1", "uno", TextJson.Default.String).Commit();
            store.Begin().Remove("run", "2").Record("run.deleted", "2", "two", TextJson.Default.String).Commit();
        }

        using var again = Open();

        var row = Assert.Single(again.Loaded);
        Assert.Equal(("run", "1", "uno"), (row.Kind, row.Key, row.Value.GetString()));
        Assert.Equal(["run.created", "run.created", "run.deleted"], again.Journal.Entries.Select(e => e.Kind));
        Assert.Equal([1, 2, 3], again.Journal.Entries.Select(e => e.Sequence));
    }

    [Fact]
    public void a_torn_line_is_no_commit_and_takes_its_journal_entries_along()
    {
        using (var store = Open())
        {
            store.Begin().Set("run", "1", "one", TextJson.Default.String).Record("run.created", "1", "one", TextJson.Default.String).Commit();
            store.Begin().Set("run", "2", "two", TextJson.Default.String).Record("run.created", "2", "two", TextJson.Default.String).Commit();
        }

        var state = File.ReadAllBytes(StatePath);
        File.WriteAllBytes(StatePath, state[..^5]);

        using (var again = Open())
        {
            Assert.Equal("1", Assert.Single(again.Loaded).Key);
            Assert.Equal("1", Assert.Single(again.Journal.Entries).Id);
            again.Begin().Set("run", "3", "three", TextJson.Default.String).Record("run.created", "3", "three", TextJson.Default.String).Commit();
        }

        using var third = Open();
        Assert.Equal(["1", "3"], third.Loaded.Select(r => r.Key));
        Assert.Equal(["1", "3"], third.Journal.Entries.Select(e => e.Id));
    }

    [Fact]
    public void every_prefix_of_the_files_opens_to_a_whole_number_of_commits()
    {
        using (var store = Open())
        {
            for (var i = 1; i <= 3; i++)
            {
                store.Begin().Set("run", $"{i}", "x", TextJson.Default.String).Record("run.created", $"{i}", "x", TextJson.Default.String).Commit();
            }
        }

        var state = File.ReadAllBytes(StatePath);
        var journal = File.ReadAllBytes(JournalPath);
        for (var length = 0; length <= state.Length; length++)
        {
            File.WriteAllBytes(StatePath, state[..length]);
            File.WriteAllBytes(JournalPath, journal);
            using var again = Open();
            Assert.Equal(again.Loaded.Select(r => r.Key), again.Journal.Entries.Select(e => e.Id));
        }
    }

    [Fact]
    public void a_long_history_is_written_anew_without_losing_anything()
    {
        using (var store = Open())
        {
            for (var i = 0; i < 3000; i++)
            {
                store.Begin().Set("run", "1", $"{i}", TextJson.Default.String).Commit();
            }

            store.Begin().Set("run", "2", "two", TextJson.Default.String).Record("run.created", "2", "two", TextJson.Default.String).Commit();
        }

        var before = new FileInfo(StatePath).Length;
        using (var again = Open())
        {
            Assert.Equal(["2999", "two"], again.Loaded.Select(r => r.Value.GetString()));
        }

        Assert.InRange(new FileInfo(StatePath).Length, 1, before / 10);
        using var third = Open();
        Assert.Equal(2, third.Loaded.Count);
        Assert.Single(third.Journal.Entries);
    }

    [Fact]
    public void a_folder_belongs_to_one_platform_at_a_time()
    {
        using var store = Open();

        var error = Assert.Throws<IOException>(Open);

        Assert.Contains(_folder, error.Message, StringComparison.Ordinal);
        Assert.Contains("Another local platform works in it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_folder_that_cannot_be_made_is_named()
    {
        var taken = Path.Combine(_folder, "file");
        File.WriteAllText(taken, "");

        var error = await Assert.ThrowsAsync<IOException>(() => LocalTower.StartAsync(new LocalTowerOptions { StateFolder = Path.Combine(taken, "tower") }));

        Assert.Contains(Path.Combine(taken, "tower"), error.Message, StringComparison.Ordinal);
        Assert.Contains("Name another folder", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private StateStore Open() => StateStore.Open(_folder, TimeProvider.System);
}
