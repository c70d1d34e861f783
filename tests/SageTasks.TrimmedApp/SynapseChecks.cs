using Microsoft.Extensions.DependencyInjection;
using SageTasks.Http;
using SageTasks.Synapse;
using SageTasks.Testing;

namespace SageTasks.TrimmedApp;

internal static class SynapseChecks
{
    public static async Task<string> EntitiesComeBackAsync()
    {
        await using var server = await LocalSynapse.StartAsync();
        var services = new ServiceCollection();
        services.AddSageTasks().AddSynapse(options =>
        {
            options.Endpoint = server.Url;
            options.Token = server.Token;
        });
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<SynapseClient>();

        var project = await client.CreateEntityAsync(new Project { Name = "Trimmed" });
        var folder = await client.CreateEntityAsync(new Folder { Name = "reads", ParentId = project.Id });
        Survivors.Require((await client.GetEntityAsync(folder.Id!)).GetType(), typeof(Folder));

        var children = 0;
        await foreach (var child in client.GetChildrenAsync(project.Id!))
        {
            Survivors.Require(child.Name, "reads");
            children++;
        }

        Survivors.Require(children, 1);
        return await ExplainsAMissingEntityAsync(client);
    }

    private static async Task<string> ExplainsAMissingEntityAsync(SynapseClient client)
    {
        try
        {
            await client.GetEntityAsync("syn999999");
            return Survivors.Require("found", "not found");
        }
        catch (ApiException missing)
        {
            return Survivors.Require(missing.Error.Status, 404) + " " + missing.Error.Reason;
        }
    }
}
