using Microsoft.Extensions.DependencyInjection;
using SageTasks.Drs;
using SageTasks.Storage;
using SageTasks.Testing;

namespace SageTasks.TrimmedApp;

internal static class DrsChecks
{
    public static async Task<string> ObjectsComeBackAsync()
    {
        await using var server = await LocalDrs.StartAsync(new LocalDrsOptions { Personality = DrsPersonality.Indexd });
        var id = server.Add(new LocalDrsObject { Name = "reads.txt" }, "ACGT"u8.ToArray());
        var bundle = server.Add(new LocalDrsObject { Name = "study", Contents = [new LocalDrsContent { Name = "reads.txt", Id = id }] });
        var services = new ServiceCollection();
        services.AddSageTasks().AddDrs(options => options.Hosts["dg.LOCAL"] = new DrsClientOptions { Endpoint = server.Url });
        await using var provider = services.BuildServiceProvider();
        var folder = Directory.CreateTempSubdirectory("sagetasks-trimmed-");
        try
        {
            var plan = provider.GetRequiredService<DrsBundles>()
                .Plan(Location.Parse($"drs://{server.Authority}/{Uri.EscapeDataString(bundle)}"), Location.FromPath(folder.FullName + Path.DirectorySeparatorChar));
            await foreach (var item in new TransferEngine(provider.GetRequiredService<ObjectStores>()).RunAsync(plan))
            {
                Survivors.Require(item.Outcome, TransferOutcome.Copied);
            }

            Survivors.Require(await File.ReadAllTextAsync(Path.Combine(folder.FullName, "reads.txt")), "ACGT");
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return await RegisteredOnceAsync(server);
    }

    private static async Task<string> RegisteredOnceAsync(LocalDrs server)
    {
        var registrar = new IndexdRegistrar(new DrsClientOptions { Endpoint = server.Url }, new IndexdOptions { Prefix = "dg.LOCAL" });
        var candidate = new DrsCandidate { Size = 4, Digests = [Digest.Of("TGCA"u8, DigestAlgorithm.Sha256)], Urls = ["s3://bucket/x"] };
        var first = await registrar.RegisterAsync(candidate);
        var second = await registrar.RegisterAsync(candidate);
        Survivors.Require(second.Id, first.Id);
        return $"{first.Outcome}, then {second.Outcome}";
    }
}
