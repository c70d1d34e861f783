using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using SageTasks.Storage;

namespace SageTasks.Cli;

/// <summary><c>ls</c>: what lies below a folder, prefix, project or bundle.</summary>
internal static class ListCommand
{
    public static Command Create(Terminal terminal)
    {
        var place = Arguments.Place("LOCATION", "A folder, file, bucket or prefix, Synapse project or folder, Cavatica project, DRS bundle. In a bucket, what is typed is how names begin: end it with / to mean a folder.");
        var command = new Command("ls", "Lists the objects below a place, whatever store it is in, with sizes and times.") { place };
        return command.Does(terminal, (call, cancellationToken) => RunAsync(call, call.Get(place), cancellationToken));
    }

    private static async Task<int> RunAsync(CommandCall call, Location place, CancellationToken cancellationToken)
    {
        place = Folders.Whole(place);
        using var set = StoreSet.Of(call.Profile, place);
        var (objects, bytes, refused) = (0L, 0L, 0L);
        var all = place.Scheme == LocationScheme.Drs
            ? new Bundle(call.Profile, place).ListAsync(Refuse, cancellationToken)
            : ListAsync(set.Stores.SourceOf(place), place, cancellationToken);
        await foreach (var found in all)
        {
            call.Terminal.Result(found, CliJson.Default.ObjectInfo, Line);
            objects++;
            bytes += found.Version.Size ?? 0;
        }

        call.Terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{objects:N0} objects, {Bytes.Text(bytes)}"));
        return refused == 0 ? ExitCode.Done : objects > 0 ? ExitCode.Partly : ExitCode.Failed;

        void Refuse(string problem)
        {
            refused++;
            call.Terminal.Fail(ExitCode.Partly, problem);
        }
    }

    // Of this machine's files a beginning of names says nothing: the file itself is meant.
    private static IAsyncEnumerable<ObjectInfo> ListAsync(IObjectSource store, Location place, CancellationToken cancellationToken) =>
        place.IsLocal && !Folders.IsLocal(place) ? OneAsync(store, place, cancellationToken) : store.ListAsync(place, cancellationToken);

    private static async IAsyncEnumerable<ObjectInfo> OneAsync(IObjectSource store, Location place, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await store.StatAsync(place, cancellationToken) ?? throw new FileNotFoundException($"There is no file or folder {place}.");
    }

    private static string Line(ObjectInfo found) => string.Create(
        CultureInfo.InvariantCulture, $"{found.Version.Size?.ToString(CultureInfo.InvariantCulture) ?? "-",15}  {found.Version.LastModified?.UtcDateTime.ToString("u", CultureInfo.InvariantCulture) ?? "-",-20}  {found.Location}{Path(found)}");

    // The ids of DRS say nothing to people.
    private static string Path(ObjectInfo found) => found.Location.Scheme == LocationScheme.Drs && found.Name is { } name ? $"  {name}" : "";
}
