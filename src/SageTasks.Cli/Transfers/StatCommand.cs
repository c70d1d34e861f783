using System.CommandLine;
using System.Globalization;
using System.Text;
using SageTasks.Storage;

namespace SageTasks.Cli;

/// <summary><c>stat</c>: what a store says of one object.</summary>
internal static class StatCommand
{
    public static Command Create(Terminal terminal)
    {
        var place = Arguments.Place("LOCATION", "A file or object.");
        var command = new Command("stat", "Describes one object: size, version, media type, digests, metadata. Exit code 3 where there is none.") { place };
        return command.Does(terminal, (call, cancellationToken) => RunAsync(call, call.Get(place), cancellationToken));
    }

    private static async Task<int> RunAsync(CommandCall call, Location place, CancellationToken cancellationToken)
    {
        using var set = StoreSet.Of(call.Profile, place);
        var found = await set.Stores.SourceOf(place).StatAsync(place, cancellationToken)
            ?? throw new FileNotFoundException(Folders.IsLocal(place) ? $"{place} is a folder, and no file: 'sagetasks ls' lists what is in it." : $"There is nothing at {place}.");
        call.Terminal.Result(found, CliJson.Default.ObjectInfo, Text);
        return ExitCode.Done;
    }

    private static string Text(ObjectInfo found)
    {
        var text = new StringBuilder();
        Line("location", found.Location.ToString());
        Line("name", found.Name);
        Line("size", found.Version.Size is { } size ? string.Create(CultureInfo.InvariantCulture, $"{size:N0} ({Bytes.Text(size)})") : null);
        Line("version", found.Version.Tag);
        Line("modified", found.Version.LastModified?.UtcDateTime.ToString("u", CultureInfo.InvariantCulture));
        Line("type", found.ContentType);
        foreach (var digest in found.Digests)
        {
            Line(digest.Algorithm.ToString(), digest.Value);
        }

        foreach (var (name, value) in found.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Line($"metadata {name}", value);
        }

        return text.ToString().TrimEnd();

        void Line(string name, string? value)
        {
            if (value is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name,-12}  {value}").AppendLine();
            }
        }
    }
}
