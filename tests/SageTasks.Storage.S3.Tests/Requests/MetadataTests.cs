namespace SageTasks.Storage.S3.Tests;

/// <summary>Headers hold ASCII; a user's words are in all languages.</summary>
public sealed class MetadataTests
{
    [Theory]
    [InlineData("plain text, as it is", "plain text, as it is")]
    [InlineData("ü", "=?UTF-8?B?w7w=?=")]
    [InlineData("日本 🧬", "=?UTF-8?B?5pel5pysIPCfp6w=?=")]
    [InlineData(" blanks at both ends ", "=?UTF-8?B?IGJsYW5rcyBhdCBib3RoIGVuZHMg?=")]
    [InlineData("=?UTF-8?B?w7w=?=", "=?UTF-8?B?PT9VVEYtOD9CP3c3dz0/PQ==?=")]
    [InlineData("", "")]
    public async Task A_value_comes_back_as_it_was(string value, string sent)
    {
        var s3 = new StrictS3();
        using var store = s3.Store();
        var place = Location.Parse("s3://bucket/x");

        await store.PutAsync(place, ObjectContent.Of("x"u8.ToArray()), new PutOptions { Metadata = new Dictionary<string, string> { ["Note"] = value } });

        Assert.Equal(sent, s3.Requests[0].Header("x-amz-meta-note") ?? "");
        Assert.Equal(value, (await store.StatAsync(place))!.Metadata.GetValueOrDefault("note", ""));
    }

    [Theory]
    [InlineData("=?UTF-8?Q?caf=C3=A9_noir?=", "café noir")]
    [InlineData("=?utf-8?b?w7w=?= =?utf-8?q?=C3=BC?=", "üü")]
    [InlineData("a =?UTF-8?B?w7w=?= b", "a ü b")]
    [InlineData("=?UTF-8?B?not base64!?=", "=?UTF-8?B?not base64!?=")]
    [InlineData("=?UTF-8?Q?=zz?=", "=?UTF-8?Q?=zz?=")]
    [InlineData("=?ISO-8859-1?Q?x?=", "=?ISO-8859-1?Q?x?=")]
    public async Task What_s3_made_of_other_clients_words_is_read(string stored, string value)
    {
        using var store = new Wire(_ => Wire.Answer(200, ("ETag", "\"a\""), ("x-amz-meta-note", stored))).Store();

        Assert.Equal(value, (await store.StatAsync(Location.Parse("s3://bucket/x")))!.Metadata["note"]);
    }
}
