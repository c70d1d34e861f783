using System.Text.Json;

namespace SageTasks.Synapse.Tests.Json;

public sealed class ConcreteTypeTests
{
    [Theory]
    [InlineData("""{"concreteType":"org.sagebionetworks.repo.model.FileEntity","id":"syn1","name":"a","dataFileHandleId":"7"}""")]
    [InlineData("""{"id":"syn1","name":"a","dataFileHandleId":"7","concreteType":"org.sagebionetworks.repo.model.FileEntity"}""")]
    public void A_type_is_recognised_wherever_its_name_stands(string json)
    {
        var file = Assert.IsType<FileEntity>(JsonSerializer.Deserialize(json, SynapseJson.Default.Entity));

        Assert.Equal(("syn1", "7"), (file.Id, file.DataFileHandleId));
    }

    [Fact]
    public void An_unknown_type_is_carried_and_written_back_whole()
    {
        const string Json = """{"id":"syn1","etag":"e","concreteType":"org.sagebionetworks.repo.model.Hologram","depth":3,"parts":[{"a":1}]}""";

        var entity = Assert.IsType<OtherEntity>(JsonSerializer.Deserialize(Json, SynapseJson.Default.Entity));
        var back = JsonSerializer.SerializeToElement<Entity>(entity, SynapseJson.Default.Entity);

        Assert.Equal("org.sagebionetworks.repo.model.Hologram", back.GetProperty("concreteType").GetString());
        Assert.Equal(3, back.GetProperty("depth").GetInt32());
        Assert.Equal(1, back.GetProperty("parts")[0].GetProperty("a").GetInt32());
    }

    [Fact]
    public void An_unknown_field_of_a_known_type_survives_reading_and_writing()
    {
        const string Json = """{"concreteType":"org.sagebionetworks.repo.model.Folder","id":"syn1","mood":"good"}""";

        var folder = JsonSerializer.Deserialize(Json, SynapseJson.Default.Entity)! with { Name = "renamed" };
        var back = JsonSerializer.SerializeToElement(folder, SynapseJson.Default.Entity);

        Assert.Equal("good", back.GetProperty("mood").GetString());
        Assert.Equal("renamed", back.GetProperty("name").GetString());
    }

    [Fact]
    public void An_entity_round_trips_with_default_options_too()
    {
        Entity file = new FileEntity { Id = "syn3", Name = "x", VersionNumber = 2, CreatedOn = DateTimeOffset.UnixEpoch };

        Assert.Equal(file, JsonSerializer.Deserialize<Entity>(JsonSerializer.Serialize(file)));
        Entity other = new OtherEntity("some.Type") { Id = "syn4" };
        Assert.Equal(other, JsonSerializer.Deserialize<Entity>(JsonSerializer.Serialize(other)));
    }

    [Fact]
    public void Sent_objects_name_their_type_even_inside_a_list()
    {
        var request = new TableTransactionRequest
        {
            EntityId = "syn1",
            Changes = [new AppendableRowSetRequest { EntityId = "syn1", ToAppend = new PartialRowSet { TableId = "syn1", Rows = [new PartialRow()] } }],
        };

        var json = JsonSerializer.SerializeToElement(request, SynapseJson.Default.TableTransactionRequest);

        Assert.Equal("org.sagebionetworks.repo.model.table.TableUpdateTransactionRequest", json.GetProperty("concreteType").GetString());
        var change = json.GetProperty("changes")[0];
        Assert.Equal("org.sagebionetworks.repo.model.table.AppendableRowSetRequest", change.GetProperty("concreteType").GetString());
        Assert.Equal("org.sagebionetworks.repo.model.table.PartialRowSet", change.GetProperty("toAppend").GetProperty("concreteType").GetString());
    }

    [Fact]
    public void A_null_list_from_the_server_reads_as_an_empty_one()
    {
        var activity = JsonSerializer.Deserialize("""{"id":"1","used":null}""", SynapseJson.Default.Activity)!;
        var page = JsonSerializer.Deserialize("{}", SynapseJson.Default.EntityChildrenPage)!;

        Assert.Empty(activity.Used);
        Assert.Empty(page.Children);
    }

    [Fact]
    public void An_unknown_word_of_an_enumeration_is_carried()
    {
        var status = JsonSerializer.Deserialize("""{"id":"1","status":"PAUSED_BY_LLAMA"}""", SynapseJson.Default.SubmissionStatus)!;

        Assert.Equal("PAUSED_BY_LLAMA", status.Status.Value);
        Assert.Contains("PAUSED_BY_LLAMA", JsonSerializer.Serialize(status, SynapseJson.Default.SubmissionStatus), StringComparison.Ordinal);
    }

    [Fact]
    public void Signed_addresses_and_credentials_are_not_shown()
    {
        var file = new FileResult { FileHandleId = "1", PreSignedUrl = "https://x?X-Amz-Signature=abc" };
        var part = new PartUrl { PartNumber = 1, UploadPresignedUrl = "https://x?X-Amz-Signature=abc" };
        var sts = new StsCredentials { Bucket = "b", AccessKeyId = "abc", SecretAccessKey = "abc", SessionToken = "abc" };

        Assert.DoesNotContain("abc", $"{file} {part} {sts}", StringComparison.Ordinal);
    }
}
