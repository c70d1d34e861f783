using System.Globalization;
using System.Text.Json;
using SageTasks.Files;

namespace SageTasks.Runs;

/// <summary>The files of one piece of work in a <see cref="FileLedger"/>, each with the next number and all that is known. Two writers that have seen the
/// same last file try to create the same next one, and the file system lets one of them: so a holder writes only while nobody has taken over.</summary>
internal sealed class FileLedgerChain(string folder)
{
    private const int LooksAtFolder = 3;

    /// <summary>The last file and what it says; number 0 where nothing was ever written.</summary>
    public async Task<(long Number, FileLedgerRecord? Record)> ReadLastAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var numbers = Numbers();
            if (numbers.Count == 0)
            {
                return (0, null);
            }

            // A later writer may remove it between the listing and the reading: then the list says more.
            if (await ReadAsync(PathOf(numbers[^1]), cancellationToken).ConfigureAwait(false) is { } record)
            {
                return (numbers[^1], record);
            }
        }
    }

    /// <summary>Writes the file behind the last one that the writer has seen; false where another writer was faster. Durable when it returns.</summary>
    public bool TryAppend(long last, FileLedgerRecord record)
    {
        if (last == 0)
        {
            // What a file in it promises holds only when the folder itself survives the machine.
            FolderSync.Create(folder);
        }

        if (!TryCreate(PathOf(last + 1), record))
        {
            return false;
        }

        // A writer that slept while others went on finds a number free again that they have removed, but then the file that it has seen is gone, too.
        var numbers = Numbers();
        var place = numbers.IndexOf(last + 1);
        if (place != numbers.Count - 1 || (place > 0 ? numbers[place - 1] : 0) != last)
        {
            File.Delete(PathOf(last + 1));
            return false;
        }

        foreach (var older in numbers.Take(place))
        {
            File.Delete(PathOf(older));
        }

        return true;
    }

    private string PathOf(long number) => Path.Combine(folder, $"{number:D12}.json");

    private List<long> Numbers()
    {
        // A folder is listed name by name, and a file that is replaced by the next one meanwhile can be missed.
        for (var looks = 0; looks < LooksAtFolder && Directory.Exists(folder); looks++)
        {
            var numbers = Directory.EnumerateFiles(folder, "*.json").Select(NumberOf).Where(number => number > 0).Order().ToList();
            if (numbers.Count > 0)
            {
                return numbers;
            }
        }

        return [];
    }

    private static long NumberOf(string path) =>
        long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static async Task<FileLedgerRecord?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false);
            return JsonSerializer.Deserialize(bytes, RunsJson.Default.FileLedgerRecord);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException(
                $"The ledger file '{path}' cannot be read. Look at the platform for the work {Path.GetFileName(Path.GetDirectoryName(path))}, then delete the file.", failure);
        }
    }

    /// <summary>Publishes a complete file under a name that must be free.</summary>
    private static bool TryCreate(string path, FileLedgerRecord record)
    {
        var draft = $"{path}.{Guid.NewGuid():N}.new";
        try
        {
            DurableFile.Write(draft, JsonSerializer.SerializeToUtf8Bytes(record, RunsJson.Default.FileLedgerRecord));
            return DurableFile.TryPublish(draft, path);
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
