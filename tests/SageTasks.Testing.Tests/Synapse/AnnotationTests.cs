using System.Text.Json.Nodes;

namespace SageTasks.Testing.Tests;

public sealed class AnnotationTests : SynapseTest
{
    [Fact]
    public async Task annotations_are_replaced_as_a_whole_under_the_entitys_etag()
    {
        var id = await User.ProjectAsync();
        var before = await User.DoAsync("GET", $"/repo/v1/entity/{id}/annotations2");

        await PutAsync(id, Values("species", "STRING", "Human"));
        var after = await PutAsync(id, Values("age", "LONG", "42"));

        Assert.Equal("age", Assert.Single(after["annotations"]!.AsObject()).Key);
        Assert.Equal((string)after["etag"]!, (string)(await User.DoAsync("GET", $"/repo/v1/entity/{id}"))["etag"]!);
        await User.RefusedAsync(412, "PUT", $"/repo/v1/entity/{id}/annotations2", before);
    }

    [Theory]
    [InlineData("LONG", "1.5")]
    [InlineData("LONG", "many")]
    [InlineData("DOUBLE", "pi")]
    [InlineData("BOOLEAN", "yes")]
    [InlineData("TIMESTAMP_MS", "2024-01-01")]
    [InlineData("COLOUR", "red")]
    public async Task a_value_of_another_type_is_refused(string type, string value) => await RefusedAsync(Values("key", type, value));

    [Theory]
    [InlineData("with space")]
    [InlineData("dash-ed")]
    [InlineData("")]
    public async Task a_key_with_other_letters_is_refused(string key) => await RefusedAsync(Values(key, "STRING", "x"));

    [Fact]
    public async Task more_than_a_hundred_keys_are_refused()
    {
        var many = new JsonObject();
        for (var i = 0; i < 101; i++)
        {
            many[$"k{i}"] = new JsonObject { ["type"] = "STRING", ["value"] = new JsonArray("x") };
        }

        await RefusedAsync(many);
    }

    [Fact]
    public async Task each_version_keeps_its_own_annotations()
    {
        var id = await User.FileAsync(await User.ProjectAsync(), "a.txt", "one");
        await PutAsync(id, Values("stage", "STRING", "first"));
        var entity = await User.DoAsync("GET", $"/repo/v1/entity/{id}");
        await User.DoAsync("PUT", $"/repo/v1/entity/{id}?newVersion=true", entity);
        await PutAsync(id, Values("stage", "STRING", "second"));

        Assert.Equal("first", await StageAsync($"/repo/v1/entity/{id}/version/1/annotations2"));
        Assert.Equal("second", await StageAsync($"/repo/v1/entity/{id}/annotations2"));
    }

    private static JsonObject Values(string key, string type, params string[] values) =>
        new() { [key] = new JsonObject { ["type"] = type, ["value"] = new JsonArray([.. values.Select(v => JsonValue.Create(v))]) } };

    private async Task<string> StageAsync(string path) => (string)(await User.DoAsync("GET", path))["annotations"]!["stage"]!["value"]![0]!;

    private async Task<JsonNode> PutAsync(string id, JsonObject annotations)
    {
        var current = await User.DoAsync("GET", $"/repo/v1/entity/{id}/annotations2");
        current["annotations"] = annotations;
        return await User.DoAsync("PUT", $"/repo/v1/entity/{id}/annotations2", current);
    }

    private async Task RefusedAsync(JsonObject annotations)
    {
        var id = await User.ProjectAsync();
        var current = await User.DoAsync("GET", $"/repo/v1/entity/{id}/annotations2");
        current["annotations"] = annotations;
        await User.RefusedAsync(400, "PUT", $"/repo/v1/entity/{id}/annotations2", current);
    }
}
