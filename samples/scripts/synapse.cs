// Brings a folder of reads from Synapse, counts them, and stores the counts there with where they come from.
//   dotnet run synapse.cs -- syn123 syn456
// SYNAPSE_AUTH_TOKEN, or ~/.synapseConfig.
#:package SageTasks.Synapse@0.1.0
#:property PublishAot=false

using System.IO.Compression;
using SageTasks.Synapse;

// What goes wrong is said in one line, and ends with 1.
AppDomain.CurrentDomain.UnhandledException += (_, failure) => { Console.Error.WriteLine($"error: {((Exception)failure.ExceptionObject).Message}"); Environment.Exit(1); };

if (args is not [var source, var destination])
{
    Console.Error.WriteLine("usage: dotnet run synapse.cs -- SOURCE_FOLDER DESTINATION_FOLDER");
    return 2;
}

var synapse = new SynapseClient(new SynapseClientOptions());
var reads = await new SynapseFolders(synapse).DownloadAsync(new FolderDownload { Id = source, Path = "reads" });
Console.WriteLine($"{reads.Files.Count} files, {reads.BytesDownloaded} bytes came over the wire");

var counts = new List<string> { "file,reads" };
foreach (var file in reads.Files.Where(file => file.Path.EndsWith(".fastq.gz")).OrderBy(file => file.Path))
{
    using var text = new StreamReader(new GZipStream(File.OpenRead(file.Path), CompressionMode.Decompress));
    var lines = 0;
    while (await text.ReadLineAsync() is not null)
    {
        lines++;
    }

    counts.Add($"{Path.GetFileName(file.Path)},{lines / 4}");
}

await File.WriteAllLinesAsync("counts.csv", counts);
var stored = await new SynapseFiles(synapse).StoreAsync(new FileStore
{
    Path = "counts.csv",
    ParentId = destination,
    Annotations = new Dictionary<string, AnnotationValue> { ["files"] = AnnotationValue.Of(counts.Count - 1) },
    Provenance = new ProvenanceNote { Name = "count reads", Used = [.. reads.Files.Select(file => (ProvenanceSource)file.Id)] },
});
Console.WriteLine($"{stored.Outcome} {stored.Id}, {stored.BytesUploaded} bytes sent");

return 0;
