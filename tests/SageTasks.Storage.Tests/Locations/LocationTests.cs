using System.Text.Json;

namespace SageTasks.Storage.Tests;

public sealed class LocationTests
{
    [Theory]
    [InlineData("s3://bucket/a/b.txt", "s3", "bucket", "a/b.txt")]
    [InlineData("s3://bucket/odd key%20#1?x=/y//z", "s3", "bucket", "odd key%20#1?x=/y//z")]
    [InlineData("S3://bucket", "s3", "bucket", "")]
    [InlineData("gs://my.bucket/x", "gs", "my.bucket", "x")]
    [InlineData("az://container/blob name", "az", "container", "blob name")]
    [InlineData("az://$root/x", "az", "$root", "x")]
    [InlineData("syn://syn123", "syn", "syn123", "")]
    [InlineData("syn://SYN123.4", "syn", "syn123.4", "")]
    [InlineData("syn://syn123/my file.txt", "syn", "syn123", "my file.txt")]
    [InlineData("syn://Syn123/Folder/a?b#c.txt", "syn", "syn123", "Folder/a?b#c.txt")]
    [InlineData("drs://data.example.org/dg.4DFC%2Fabc", "drs", "data.example.org", "dg.4DFC/abc")]
    [InlineData("drs://localhost:8080/id", "drs", "localhost:8080", "id")]
    [InlineData("drs://dg.4DFC:0a-1b", "drs", "dg.4DFC", "0a-1b")]
    [InlineData("sbg://owner/project/folder/file", "sbg", "owner", "project/folder/file")]
    [InlineData("https://Example.org/a%20b?sig=x", "https", "example.org", "a b")]
    [InlineData("http://127.0.0.1:8001/f", "http", "127.0.0.1:8001", "f")]
    [InlineData("file:///data/a%20b%231.txt", "file", "", "/data/a b#1.txt")]
    [InlineData("file://localhost/data/x", "file", "", "/data/x")]
    [InlineData("file:/data/x", "file", "", "/data/x")]
    [InlineData("/data/../data/100%/x?", "file", "", "/data/100%/x?")]
    public void Every_scheme_is_read_by_its_own_rules(string text, string scheme, string authority, string path)
    {
        var location = Location.Parse(text);

        Assert.Equal((scheme, authority, path), (location.Scheme, location.Authority, location.Path));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("ftp://host/x", "none of file, https")]
    [InlineData("s3:/bucket/x", "s3://")]
    [InlineData("s3:///x", "bucket is missing")]
    [InlineData("gs://-bad-/x", "not a name that a bucket can have")]
    [InlineData("syn://123", "starts with an id")]
    [InlineData("syn://syn1.2/name", "can only be read")]
    [InlineData("syn://syn1.2/", "can only be read")]
    [InlineData("syn://syn1/a//b", "name is missing")]
    [InlineData("drs://host", "drs://host/id")]
    [InlineData("drs://host/", "drs://host/id")]
    [InlineData("sbg:///x", "owner")]
    [InlineData("https://", "not a valid URL")]
    [InlineData("https://me:secret@host/x", "does not belong into a URL")]
    [InlineData("https://host/a#b", "%23")]
    [InlineData("file://server/share", "another machine")]
    [InlineData("file://", "absolute path")]
    [InlineData("file:///a?b", "%3F")]
    [InlineData("file:///a%2Fb", "slash")]
    [InlineData("/a\nb", "control character")]
    public void A_wrong_location_says_what_is_wrong(string text, string expected)
    {
        var error = Assert.Throws<FormatException>(() => Location.Parse(text));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
        Assert.False(Location.TryParse(text, out _));
    }

    [Theory]
    [InlineData("reads/sample 1.fastq.gz")]
    [InlineData("name:with:colons")]
    [InlineData("a%20b#c?d")]
    public void A_local_path_goes_there_and_back(string relative)
    {
        var full = Path.GetFullPath(relative);

        var location = Location.FromPath(relative);

        Assert.True(location.IsLocal);
        Assert.Equal(full, location.LocalPath);
        Assert.Equal(full, Location.Parse(location.Address).LocalPath);
        Assert.Equal(full, location.ToString());
        Assert.Equal(Location.Parse(relative), location);
    }

    [Theory]
    [InlineData("s3://bucket/key with ünïcode")]
    [InlineData("syn://syn123/name")]
    [InlineData("syn://syn123/folder/")]
    [InlineData("syn://syn123/")]
    [InlineData("https://host/path?X-Amz-Signature=abc%2F&x=1")]
    [InlineData("/data/a b")]
    public void A_location_round_trips_as_a_json_string(string text)
    {
        var location = Location.Parse(text);

        var json = JsonSerializer.Serialize(location);

        Assert.StartsWith("\"", json, StringComparison.Ordinal);
        Assert.Equal(location, JsonSerializer.Deserialize<Location>(json));
    }

    [Theory]
    [InlineData("12")]
    [InlineData("\"ftp://x/y\"")]
    public void Json_that_is_no_location_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Location>(json));

    [Fact]
    public void Text_for_people_leaves_the_signature_out()
    {
        var location = Location.Parse("https://bucket.example.org/key?X-Amz-Signature=secret");

        Assert.DoesNotContain("secret", location.ToString(), StringComparison.Ordinal);
        Assert.Contains("secret", location.Url.AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s3://bucket/a/b.txt", "b.txt", false)]
    [InlineData("s3://bucket/a/", "a", true)]
    [InlineData("s3://bucket", "", true)]
    [InlineData("syn://syn1", "", false)]
    [InlineData("syn://syn1/", "", true)]
    [InlineData("syn://syn1/a/", "a", true)]
    [InlineData("syn://syn1/a/b", "b", false)]
    [InlineData("/data/x/", "x", true)]
    public void Name_and_folder_follow_from_the_path(string text, string name, bool isFolder)
    {
        var location = Location.Parse(text);

        Assert.Equal((name, isFolder), (location.Name, location.IsFolder));
    }

    [Fact]
    public void What_a_location_is_not_is_said()
    {
        Assert.Throws<InvalidOperationException>(() => Location.Parse("s3://bucket/x").LocalPath);
        Assert.Throws<InvalidOperationException>(() => Location.Parse("syn://syn1").Url);
    }

    [Fact]
    public void a_key_is_taken_as_it_is()
    {
        var key = "a\u0001 %20?#/../b";

        var location = Location.Parse("gs://bucket/reads/").WithKey(key);

        Assert.Equal(key, location.Path);
        Assert.Equal("bucket", location.Authority);
        Assert.Equal($"gs://bucket/{key}", location.Address);
        Assert.Throws<InvalidOperationException>(() => Location.FromPath("/data").WithKey(key));
        Assert.Throws<InvalidOperationException>(() => Location.Parse("syn://syn1").WithKey(key));
    }

    [Fact]
    public void a_key_with_control_characters_survives_being_written_down_and_is_shown_without_them()
    {
        var location = Location.Parse("s3://bucket/").WithKey("a\nb\u0001c");

        Assert.Equal(location, JsonSerializer.Deserialize<Location>(JsonSerializer.Serialize(location)));
        Assert.Equal(location, Location.Parse(location.Address));
        Assert.Equal("s3://bucket/a%0Ab%01c", location.ToString());
        Assert.Contains("line break", Assert.Throws<FormatException>(() => Location.Parse("s3://bucket/a\n")).Message, StringComparison.Ordinal);
    }
}
