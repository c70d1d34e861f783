using System.Text.Json;

namespace SageTasks.Synapse.Tests.Json;

public sealed class EntityHeaderTests
{
    [Fact]
    public void Every_field_of_a_child_is_read_and_unknown_ones_are_skipped()
    {
        var child = Assert.Single(Read("""
            {"brandNew":{"id":"syn9","name":[1]},"name":"reads","id":"syn1","type":"org.sagebionetworks.repo.model.Folder","versionNumber":"3","versionLabel":"three",
            "isLatestVersion":true,"benefactorId":7,"createdOn":"2026-07-01T10:00:00.000Z","modifiedOn":"2026-07-01T12:00:00.5+02:00","createdBy":"11","modifiedBy":12}
            """));

        Assert.Equal(
            new EntityHeader
            {
                Id = "syn1",
                Name = "reads",
                Type = Folder.TypeName,
                VersionNumber = 3,
                VersionLabel = "three",
                IsLatestVersion = true,
                BenefactorId = 7,
                CreatedOn = new DateTimeOffset(2026, 7, 1, 10, 0, 0, TimeSpan.Zero),
                ModifiedOn = new DateTimeOffset(2026, 7, 1, 10, 0, 0, 500, TimeSpan.Zero),
                CreatedBy = "11",
                ModifiedBy = "12",
            },
            child);
    }

    [Fact]
    public void Fields_that_are_null_or_missing_stay_open()
    {
        var children = Read("""
            {"id":"syn1"},{"id":"syn2","name":null,"type":null,"versionNumber":null,"versionLabel":null,"isLatestVersion":null,"benefactorId":null,
            "createdOn":null,"modifiedOn":"","createdBy":null,"modifiedBy":null}
            """);

        Assert.Equal([new EntityHeader { Id = "syn1" }, new EntityHeader { Id = "syn2" }], children);
    }

    [Fact]
    public void Children_that_differ_from_the_one_before_keep_their_own_words()
    {
        var children = Read("""
            {"id":"syn1","type":"a","createdBy":"1","modifiedBy":"2"},{"id":"syn2","type":"b","createdBy":"2","modifiedBy":"1"},{"id":"syn3","type":"a","createdBy":"1","modifiedBy":"2"}
            """);

        Assert.Equal([("a", "1", "2"), ("b", "2", "1"), ("a", "1", "2")], children.Select(child => (child.Type, child.CreatedBy, child.ModifiedBy)));
    }

    [Theory]
    [InlineData("""{"name":"x"}""")]
    [InlineData("""{"id":null}""")]
    [InlineData("""{"id":{}}""")]
    [InlineData("""{"id":"syn1","isLatestVersion":"perhaps"}""")]
    [InlineData("""{"id":"syn1","createdOn":"soon"}""")]
    [InlineData("""[]""")]
    public void A_child_that_is_none_is_refused(string child) => Assert.Throws<JsonException>(() => Read(child));

    private static IReadOnlyList<EntityHeader> Read(string children) =>
        JsonSerializer.Deserialize($$"""{"page":[{{children}}],"nextPageToken":null}""", SynapseJson.Default.EntityChildrenPage)!.Children;
}
