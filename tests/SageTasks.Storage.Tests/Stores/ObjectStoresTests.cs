using NSubstitute;

namespace SageTasks.Storage.Tests.Stores;

public sealed class ObjectStoresTests
{
    private static readonly Location Reads = Location.Parse("s3://bucket/reads");

    [Fact]
    public void A_store_is_made_when_it_is_first_needed_and_once()
    {
        var made = 0;
        var stores = new ObjectStores().Add(LocationScheme.S3, () =>
        {
            made++;
            return Substitute.For<IObjectStore>();
        });
        Assert.Equal(0, made);

        Assert.Same(stores.SourceOf(Reads), stores.StoreOf(Reads));

        Assert.Equal(1, made);
    }

    [Fact]
    public void What_keeps_a_store_from_being_made_is_said_when_it_is_needed()
    {
        var stores = new ObjectStores().Add(LocationScheme.S3, () => throw new ArgumentException("Set a region."));

        Assert.Equal("Set a region.", Assert.Throws<ArgumentException>(() => stores.SourceOf(Reads)).Message);
        Assert.IsType<LocalFileStore>(stores.SourceOf(Location.Parse("file:///reads")));
    }
}
