using Tandem.Samples;

if (args is not [var folder])
{
    Console.Error.WriteLine("Usage: dotnet run --project eng/Tandem.Samples -- FOLDER");
    return 2;
}

foreach (var (file, bytes) in SampleMailbox.Files())
{
    var path = Path.Combine(folder, file);
    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
    File.WriteAllBytes(path, bytes);
    Console.WriteLine($"{path}  {bytes.Length / 1024} kB");
}

return 0;
