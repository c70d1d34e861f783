using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SageTasks.ContractSuites;
using SageTasks.Drs.Tests.Scenes;
using SageTasks.Storage;
using SageTasks.Testing;

namespace SageTasks.Drs.Tests.Client;

/// <summary>DRS in an application.</summary>
public sealed class DrsBuilderTests
{
    [Fact]
    public async Task Locations_of_DRS_are_read_with_the_application_s_other_stores()
    {
        await using var scene = await DrsScene.StartAsync(new LocalDrsOptions { Personality = DrsPersonality.Indexd with { HasAccess = false } });
        var cloud = new MemoryStore();
        var url = Location.Parse("s3://bucket/reads.txt");
        await cloud.PutAsync(url, ObjectContent.Of("ACGT"u8.ToArray()), new PutOptions());
        var id = scene.Add("ACGT", new LocalDrsObject { Name = "reads.txt", Urls = [url.Address] });
        var services = new ServiceCollection();
        services.AddSageTasks().AddDrs().AddStore(_ => cloud);
        await using var provider = services.BuildServiceProvider();

        await new TransferEngine(provider.GetRequiredService<ObjectStores>()).CopyAsync(scene.Place(id), scene.File("copy"));

        Assert.Equal("ACGT", await File.ReadAllTextAsync(scene.PathOf("copy")));
        Assert.NotNull(provider.GetRequiredService<DrsBundles>());
    }

    [Fact]
    public void Wrong_options_are_told_at_once()
    {
        var services = new ServiceCollection();
        services.AddSageTasks().AddDrs(options => options.PatternLifetime = TimeSpan.Zero);
        using var provider = services.BuildServiceProvider();

        Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<DrsServers>());
    }
}
