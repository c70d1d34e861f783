using System.CommandLine;
using SageTasks.Synapse;

namespace SageTasks.Cli;

/// <summary><c>synapse</c>: files, folders and tables of Synapse.</summary>
internal static class SynapseCommands
{
    public static Command Create(Terminal terminal) => new("synapse", "Brings and stores files, folders and query results of Synapse.")
    {
        Get(terminal),
        Store(terminal),
        Sync(terminal),
        Query(terminal),
    };

    private static SynapseClient Client() => new(PlatformOptions.Synapse());

    private static Command Get(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "A file: syn123, or a version of it: syn123.4" };
        var path = new Argument<string>("PATH") { Description = "A file, or a folder in which it keeps its name.", DefaultValueFactory = _ => "./" };
        var command = new Command("get", "Brings a file, verified by its MD5. An equal local file is left alone.") { id, path };
        return command.Does(terminal, async (call, cancellationToken) =>
        {
            var file = await new SynapseFiles(Client()).DownloadAsync(
                new FileDownload { Id = SynapseId.Parse(call.Get(id)), Path = call.Get(path) }, cancellationToken: cancellationToken);
            call.Terminal.Result(file, CliJson.Default.DownloadedFile, made => $"{made.Outcome.ToString().ToLowerInvariant()} {made.Path} from {made.Id}");
            return ExitCode.Done;
        });
    }

    private static Command Store(Terminal terminal)
    {
        var path = new Argument<string>("PATH") { Description = "A file, or a folder with all that is in it." };
        var parent = new Option<string>("--parent") { Description = "The project or folder.", Required = true, HelpName = "ID" };
        var name = new Option<string?>("--name") { Description = "What a file is called there. Default: as it is here.", HelpName = "NAME" };
        var used = new Option<string[]>("--used") { Description = "What the file was made from: syn123.4 or a URL.", HelpName = "ID" };
        var executed = new Option<string[]>("--executed") { Description = "What made it: syn123.4 or a URL.", HelpName = "ID" };
        var command = new Command("store", "Stores a file or a folder: equal files are left alone, others get a new version; an interrupted upload goes on.") { path, parent, name, used, executed };
        return command.Does(terminal, async (call, cancellationToken) =>
        {
            var (from, into) = (call.Get(path), SynapseId.Parse(call.Get(parent)!));
            if (Directory.Exists(from))
            {
                foreach (var stored in await new SynapseFolders(Client()).StoreAsync(new FolderStore { ParentId = into, Path = from }, cancellationToken))
                {
                    call.Terminal.Result(stored, CliJson.Default.StoredFile, Text);
                }

                return ExitCode.Done;
            }

            var file = await new SynapseFiles(Client()).StoreAsync(
                new FileStore { ParentId = into, Path = from, Name = call.Get(name), Provenance = Provenance(call.Get(used) ?? [], call.Get(executed) ?? []) },
                cancellationToken: cancellationToken);
            call.Terminal.Result(file, CliJson.Default.StoredFile, Text);
            return ExitCode.Done;
        });
    }

    private static Command Sync(Terminal terminal)
    {
        var id = new Argument<string>("ID") { Description = "A project or folder." };
        var path = new Argument<string>("PATH") { Description = "The local folder." };
        var manifest = new Option<bool>("--manifest") { Description = "Write a manifest, as the Synapse clients read it, beside the files." };
        var command = new Command("sync", "Brings a whole project or folder; only what is missing or other is moved.") { id, path, manifest };
        return command.Does(terminal, async (call, cancellationToken) =>
        {
            var client = Client();
            var from = SynapseId.Parse(call.Get(id));
            if (await client.GetEntityAsync(from.WithoutVersion(), cancellationToken: cancellationToken) is FileEntity file)
            {
                throw new UsageException($"ID {from} is the file '{file.Name}', and sync brings projects and folders. Write: sagetasks synapse get {from} {call.Get(path).TrimEnd('/')}/");
            }

            var folder = await new SynapseFolders(client).DownloadAsync(
                new FolderDownload { Id = from, Path = call.Get(path), WriteManifest = call.Get(manifest) }, cancellationToken);
            call.Terminal.Result(folder, CliJson.Default.DownloadedFolder, made => $"{made.Files.Count} files in {made.Path}, {Bytes.Text(made.BytesDownloaded)} moved");
            return ExitCode.Done;
        });
    }

    private static Command Query(Terminal terminal)
    {
        var sql = new Argument<string>("SQL") { Description = "select … from syn123" };
        var path = new Option<string>("--to") { Description = "The CSV file to write.", Required = true, HelpName = "FILE" };
        var command = new Command("query", "Queries a table or view into a CSV file.") { sql, path };
        return command.Does(terminal, async (call, cancellationToken) =>
        {
            var file = await new SynapseTables(Client()).DownloadCsvAsync(call.Get(sql), call.Get(path)!, cancellationToken: cancellationToken);
            call.Terminal.Result(file, CliJson.Default.DownloadedFile, made => $"{made.Path}, {Bytes.Text(made.Size)}");
            return ExitCode.Done;
        });
    }

    private static ProvenanceNote? Provenance(string[] used, string[] executed) =>
        used.Length + executed.Length == 0 ? null : new ProvenanceNote { Name = "sagetasks synapse store", Used = [.. used.Select(ProvenanceSource.Parse)], Executed = [.. executed.Select(ProvenanceSource.Parse)] };

    private static string Text(StoredFile stored) => $"{stored.Outcome.ToString().ToLowerInvariant()} {stored.Id} {stored.Name}";
}
