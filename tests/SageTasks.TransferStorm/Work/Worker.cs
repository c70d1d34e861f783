using System.CommandLine;
using SageTasks.Storage;
using SageTasks.Synapse;

namespace SageTasks.TransferStorm;

/// <summary>What runs in the process that is killed: one transfer, with nothing remembered from the process before but what lies on disk and in Synapse.</summary>
internal static class Worker
{
    public const string TokenVariable = "STORM_TOKEN";

    public static Command Command()
    {
        var direction = new Argument<string>("direction").AcceptOnlyFromAmong("up", "down");
        var endpoint = new Argument<Uri>("endpoint") { CustomParser = result => new Uri(result.Tokens[0].Value) };
        var id = new Argument<string>("id") { Description = "The folder to store in, or the file to bring." };
        var path = new Argument<string>("path");
        var partSize = new Argument<int>("part-size");
        var concurrency = new Argument<int>("concurrency");
        var command = new Command("work", "Does one transfer.") { direction, endpoint, id, path, partSize, concurrency };
        command.Hidden = true;
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var client = new SynapseClient(new SynapseClientOptions
            {
                Endpoint = parsed.GetValue(endpoint),
                Token = Environment.GetEnvironmentVariable(TokenVariable),
            });
            var files = new SynapseFiles(client, new TransferOptions { PartSize = parsed.GetValue(partSize), Concurrency = parsed.GetValue(concurrency) });
            var target = SynapseId.Parse(parsed.GetValue(id)!);
            Console.WriteLine(parsed.GetValue(direction) == "up"
                ? (await files.StoreAsync(new FileStore { Path = parsed.GetValue(path)!, ParentId = target }, cancellationToken: cancellationToken)).Id
                : (await files.DownloadAsync(new FileDownload { Id = target, Path = parsed.GetValue(path)! }, cancellationToken: cancellationToken)).Id);
        });
        return command;
    }
}
