using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace SageTasks.Storage.Tests;

public sealed class StorageBuilderTests
{
    [Fact]
    public void Stores_are_found_by_scheme_and_by_bucket()
    {
        var (every, lab) = (Store("s3"), Store("s3"));
        var services = new ServiceCollection();
        services.AddSageTasks().AddStore(_ => lab, "lab-a", "lab-b").AddStore(_ => every);

        using var provider = services.BuildServiceProvider();
        var stores = provider.GetRequiredService<ObjectStores>();

        Assert.Same(lab, stores.SourceOf(Location.Parse("s3://lab-a/x")));
        Assert.Same(lab, stores.SourceOf(Location.Parse("s3://lab-b/x")));
        Assert.Same(every, stores.SourceOf(Location.Parse("s3://other/x")));
        Assert.IsType<LocalFileStore>(stores.SourceOf(Location.FromPath("x")));
        Assert.Throws<NotSupportedException>(() => stores.SourceOf(Location.Parse("gs://bucket/x")));
    }

    private static IObjectSource Store(string scheme)
    {
        var store = Substitute.For<IObjectSource>();
        store.Schemes.Returns([scheme]);
        return store;
    }
}
